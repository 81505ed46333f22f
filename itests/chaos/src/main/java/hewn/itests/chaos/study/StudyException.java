package hewn.itests.chaos.study;

import java.nio.file.Path;

/** A study can't go on, because a site does not do what it waits for: where that was, and what the processes said last. */
public final class StudyException extends Exception {
    private static final long serialVersionUID = 1L;

    private StudyException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A study that ends early.
     *
     * @param where which run and which step of it
     * @param why what did not happen
     * @param logs the tails of what the processes said
     * @param folder for what they said before
     * @return with all of it in its message
     */
    static StudyException at(String where, Throwable why, String logs, Path folder) {
        return new StudyException(
                where + ": " + why.getMessage() + "\n" + logs + "everything is in " + folder
                        + ": history.jsonl tells what clients saw, the logs what the processes said",
                why);
    }
}
