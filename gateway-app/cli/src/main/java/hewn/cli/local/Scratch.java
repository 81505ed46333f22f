package hewn.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary folder that is deleted with all that is in it.
 *
 * @param folder where it is
 */
public record Scratch(Path folder) implements AutoCloseable {
    /**
     * Makes an empty one.
     *
     * @param prefix what its name begins with
     * @return the folder
     * @throws IOException if it can't be made
     */
    public static Scratch create(String prefix) throws IOException {
        return new Scratch(Files.createTempDirectory(prefix));
    }

    /**
     * Deletes the folder.
     *
     * @throws IOException if something in it can't be deleted
     */
    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
