package hewn.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one agent, which no other agent may use while it is open.
 */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
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

    private static FileChannel lock(Path path) throws IOException, StartException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new StartException(
                    "another agent uses the data folder " + path + "; stop it, or choose another with --data");
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
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
