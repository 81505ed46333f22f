package hewn.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The room in a folder, and what is said when there is none.
 *
 * @param folder an existing one
 */
record DiskSpace(Path folder) {
    /** With less than this nothing can be written that is worth mentioning. */
    private static final long FULL_BYTES = 1 << 16;

    /**
     * Refuses early what can't fit.
     *
     * @throws IOException if there is less room
     */
    void require(long bytes, String what) throws IOException {
        if (freeBytes() < bytes) {
            throw new IOException(message(what) + "; it needs " + bytes + " bytes");
        }
    }

    /** Says that the disk is full if that is why writing failed. */
    IOException explain(IOException failure, String what) throws IOException {
        return freeBytes() < FULL_BYTES ? new IOException(message(what), failure) : failure;
    }

    private String message(String what) throws IOException {
        return "there is no room for " + what + ": " + folder + " has " + freeBytes()
                + " bytes left; make room there, or remove models that are not needed";
    }

    private long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
