package hewn.program;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a folder to one process. It ends with that process, however that ends; its file stays.
 *
 * <p>A process asks once for a folder: it is refused what it holds already, but that attempt lets other processes in, for
 * systems see one owner in a whole process.
 */
public final class FolderLock implements AutoCloseable {
    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes a folder, without waiting for it.
     *
     * @param folder one that is there
     * @param name of the file in it that is locked, the same for all that may not use the folder together
     * @return to be closed by the caller, or nothing if somebody else has the folder
     * @throws IOException if the folder can't be written
     */
    public static Optional<FolderLock> take(Path folder, String name) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (isLocked(file)) {
                return Optional.of(new FolderLock(file));
            }
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
        file.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /**
     * Lets others use the folder.
     *
     * @throws IOException if the system fails to
     */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
