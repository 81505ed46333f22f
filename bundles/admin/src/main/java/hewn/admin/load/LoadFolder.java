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
import java.util.stream.Stream;

/**
 * A folder that jars are dropped into, looked at again and again.
 *
 * <p>A file is judged once it was the same at two looks: until then somebody may be writing it. Not safe for use by
 * several threads.
 */
final class LoadFolder {
    private final Path folder;
    private Map<Path, Seen> seen = Map.of();

    /** What a file was like, whether it was judged as such, and what was wrong then. */
    private record Seen(long bytes, FileTime modified, boolean judged, Optional<String> fault) {
        boolean isSame(Seen other) {
            return bytes == other.bytes && modified.equals(other.modified);
        }

        Optional<Complaint> complaint(Path jar) {
            return fault.map(words -> new Complaint(jar + "@" + modified, "'" + jar + "' is not used: " + words));
        }
    }

    LoadFolder(Path folder) {
        this.folder = folder;
    }

    /** Looks what is there, and tells of each file that can't be installed. */
    List<Complaint> look() throws IOException {
        Map<Path, Seen> now = new HashMap<>();
        for (Path jar : jars()) {
            read(jar).ifPresent(is -> now.put(jar, judge(jar, is)));
        }
        seen = now;
        return now.entrySet().stream()
                .flatMap(file -> file.getValue().complaint(file.getKey()).stream())
                .toList();
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
            return Optional.of(new Seen(Files.size(jar), Files.getLastModifiedTime(jar), false, Optional.empty()));
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }

    private Seen judge(Path jar, Seen is) {
        Optional<Seen> was = Optional.ofNullable(seen.get(jar)).filter(is::isSame);
        if (was.isEmpty() || was.get().judged()) {
            return was.orElse(is);
        }
        return new Seen(is.bytes(), is.modified(), true, new DroppedJar(jar).fault());
    }
}
