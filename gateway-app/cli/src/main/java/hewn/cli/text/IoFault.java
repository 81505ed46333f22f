package hewn.cli.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words: many exceptions say no more than the file's name. */
public final class IoFault {
    private IoFault() {}

    /**
     * Describes an exception.
     *
     * @param failed by an operation on files
     * @return a part of a sentence
     */
    public static String of(IOException failed) {
        if (failed instanceof AccessDeniedException denied) {
            return "no right to read or write '" + denied.getFile() + "'";
        } else if (failed instanceof NoSuchFileException missing) {
            return "'" + missing.getFile() + "' can't be made, or is not there";
        } else if (failed instanceof FileAlreadyExistsException other) {
            return "'" + other.getFile() + "' is a file, and no folder";
        }
        return failed instanceof FileSystemException system && system.getReason() != null
                ? system.getReason() + " at '" + system.getFile() + "'"
                : String.valueOf(failed.getMessage());
    }
}
