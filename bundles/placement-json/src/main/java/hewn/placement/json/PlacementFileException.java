package hewn.placement.json;

import java.util.Objects;

/**
 * A file is refused. The message names the field and what is wrong with it; the remedy tells what to write instead.
 */
public final class PlacementFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What to write instead. */
    private final String remedy;

    /**
     * Says what is wrong, where, and what to do.
     *
     * @param where the field, such as {@code devices[2].memory}; empty for the file as a whole
     * @param reason what is wrong with it
     * @param remedy what to write instead
     */
    public PlacementFileException(String where, String reason, String remedy) {
        this(where, reason, remedy, null);
    }

    /**
     * Says what is wrong, where, what to do, and what was thrown beneath.
     *
     * @param where the field, such as {@code devices[2].memory}; empty for the file as a whole
     * @param reason what is wrong with it
     * @param remedy what to write instead
     * @param cause what was thrown beneath
     */
    public PlacementFileException(String where, String reason, String remedy, Throwable cause) {
        super(where.isEmpty() ? reason : where + ": " + reason, cause);
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * What to write instead.
     *
     * @return a sentence
     */
    public String remedy() {
        return remedy;
    }
}
