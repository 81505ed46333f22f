package hewn.agent;

import hewn.program.FileFault;
import hewn.program.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of one agent, which no other agent may use while it is open.
 */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FolderLock lock;

    private DataFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a folder, or makes it.
     *
     * @param path where
     * @return the folder, to be closed by the caller
     * @throws StartException if it can't be written, or another agent has it open
     */
    static DataFolder open(Path path) throws StartException {
        try {
            Files.createDirectories(path);
            return new DataFolder(path, lock(path));
        } catch (IOException denied) {
            throw new StartException(
                    "can't write to the data folder: " + FileFault.of(denied) + "; choose another with --data", denied);
        }
    }

    private static FolderLock lock(Path path) throws IOException, StartException {
        return FolderLock.take(path, "lock")
                .orElseThrow(() -> new StartException(
                        "another agent uses the data folder '" + path + "'; stop it, or choose another with --data"));
    }

    Path path() {
        return path;
    }

    /** What is left on its disk, in bytes. */
    long freeBytes() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
