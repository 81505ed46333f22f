package hewn.admin.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A folder that jars are dropped into, looked at again and again.
 *
 * <p>A file is judged once it was the same at two looks: until then somebody may be writing it. Not safe for use by
 * several threads.
 */
final class LoadFolder {
    private final Path folder;
    private final BiConsumer<Path, String> complaints;
    private Map<Path, Seen> seen = Map.of();

    /** What a file was like, and whether it was judged as such. */
    private record Seen(long bytes, FileTime modified, boolean judged) {
        boolean isSame(Seen other) {
            return bytes == other.bytes && modified.equals(other.modified);
        }
    }

    /**
     * A folder.
     *
     * @param complaints takes each file that can't be installed, with the reason; once for each content
     */
    LoadFolder(Path folder, BiConsumer<Path, String> complaints) {
        this.folder = folder;
        this.complaints = complaints;
    }

    /** Looks what is there, and complains of what is wrong with it. */
    void look() throws IOException {
        Map<Path, Seen> now = new HashMap<>();
        for (Path jar : jars()) {
            read(jar).ifPresent(is -> now.put(jar, judge(jar, is)));
        }
        seen = now;
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static Optional<Seen> read(Path jar) throws IOException {
        try {
            return Optional.of(new Seen(Files.size(jar), Files.getLastModifiedTime(jar), false));
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }

    private Seen judge(Path jar, Seen is) {
        Optional<Seen> was = Optional.ofNullable(seen.get(jar)).filter(is::isSame);
        if (was.isEmpty() || was.get().judged()) {
            return was.orElse(is);
        }
        new DroppedJar(jar).fault().ifPresent(fault -> complaints.accept(jar, fault));
        return new Seen(is.bytes(), is.modified(), true);
    }
}
