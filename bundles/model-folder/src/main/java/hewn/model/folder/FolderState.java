package hewn.model.folder;

import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What one look at a folder shows.
 *
 * @param entries all files and folders in it at any depth, by their names relative to it, with {@code /} between folders
 */
record FolderState(SortedMap<String, Entry> entries) {
    FolderState {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * A file or folder.
     *
     * @param bytes its size; 0 for folders
     * @param modified when it was written last
     */
    record Entry(long bytes, FileTime modified) {}

    /**
     * Looks at a folder, which may be a link to one.
     *
     * @throws IOException if it can't be read, or changes under the eye
     */
    static FolderState read(Path folder) throws IOException {
        Path real = folder.toRealPath();
        SortedMap<String, Entry> entries = new TreeMap<>();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                if (!path.equals(real)) {
                    entries.put(name(real.relativize(path)), new Entry(0, attributes.lastModifiedTime()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                Entry entry = new Entry(attributes.size(), attributes.lastModifiedTime());
                entries.put(name(real.relativize(path)), entry);
                return FileVisitResult.CONTINUE;
            }
        });
        return new FolderState(entries);
    }

    private static String name(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /** Whether there is a file of this name that is not empty. */
    boolean has(String file) {
        return entries.containsKey(file) && entries.get(file).bytes() > 0;
    }

    /** Short, and another one for every other state. */
    String fingerprint() {
        return Digest.of(ByteBuffer.wrap(entries.toString().getBytes(StandardCharsets.UTF_8)))
                .hex();
    }
}
