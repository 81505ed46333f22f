package hewn.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which files and folders appear and disappear as wholes, also if the machine stops at any moment.
 *
 * <p>They are made as drafts in hidden folders below the root, synchronised, and renamed.
 *
 * @param root must be one file system with all that is below
 */
record AtomicFolder(Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(AtomicFolder.class);
    private static final String HIDDEN = ".";
    private static final String DRAFT = HIDDEN + "draft-";

    /** Opens a folder, which is created if absent, and clears away what a crash left. */
    static AtomicFolder open(Path root) throws IOException {
        create(root.toAbsolutePath());
        for (Path entry : entries(root)) {
            if (isHidden(entry)) {
                LOG.info("{} is deleted, which was left when the gateway stopped", entry);
                delete(entry);
            }
        }
        return new AtomicFolder(root);
    }

    private static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            create(folder.getParent());
            Files.createDirectory(folder);
            sync(folder.getParent());
        }
    }

    /** What is in a folder but for drafts, sorted; nothing if there is no such folder. */
    static List<Path> visible(Path folder) throws IOException {
        return entries(folder).stream().filter(entry -> !isHidden(entry)).toList();
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return List.of();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static boolean isHidden(Path entry) {
        return entry.getFileName().toString().startsWith(HIDDEN);
    }

    /** A fresh folder to make something in; to be discarded by the caller. */
    Path draft() throws IOException {
        return Files.createTempDirectory(root, DRAFT);
    }

    /** Gives a draft, or a file of it, its place; a file that is there is replaced, a folder must not be there. */
    void publish(Path made, Path target) throws IOException {
        for (Path path : contentsFirst(made)) {
            sync(path);
        }
        create(target.getParent());
        Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.getParent());
    }

    /** Takes something away, with the folders that are empty without it. Needs no room, for the disk may be full. */
    void withdraw(Path target) throws IOException {
        Path away = root.resolve(DRAFT + UUID.randomUUID());
        Files.move(target, away, StandardCopyOption.ATOMIC_MOVE);
        sync(target.getParent());
        deleteEmptyParents(target);
        discard(away);
    }

    private void deleteEmptyParents(Path target) throws IOException {
        try {
            for (Path parent = target.getParent(); !parent.equals(root); parent = parent.getParent()) {
                Files.delete(parent);
                sync(parent.getParent());
            }
        } catch (DirectoryNotEmptyException others) {
            // holds something else, so it stays
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a draft if it is still there. What can't be deleted now is deleted when the gateway starts again. */
    void discard(Path draft) {
        try {
            delete(draft);
        } catch (IOException failure) {
            LOG.warn("{} can't be deleted, which will be tried again at the next start", draft, failure);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            for (Path path : contentsFirst(tree)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static List<Path> contentsFirst(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
