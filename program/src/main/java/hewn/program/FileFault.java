package hewn.program;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What went wrong with a file, in words: many exceptions say no more than the file's name. */
public final class FileFault {
    private FileFault() {}

    /**
     * Describes an exception.
     *
     * @param failed by an operation on files
     * @return a part of a sentence
     */
    public static String of(IOException failed) {
        if (failed instanceof AccessDeniedException denied) {
            return "there is no right to use '" + denied.getFile() + "'";
        } else if (failed instanceof NoSuchFileException missing) {
            return "'" + missing.getFile() + "' is not there and can't be made";
        } else if (failed instanceof FileAlreadyExistsException other) {
            return "'" + other.getFile() + "' is a file, and no folder";
        } else if (failed instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason() + " at '" + system.getFile() + "'";
        }
        return Optional.ofNullable(failed.getMessage()).orElse("the disk failed");
    }

    /**
     * Describes why a file can't be read.
     *
     * @param failed by reading it
     * @return a part of a sentence
     */
    public static String ofReading(IOException failed) {
        return failed instanceof NoSuchFileException missing
                ? "there is no file '" + missing.getFile() + "'"
                : of(failed);
    }
}
