package hewn.inference;

import java.util.Objects;
import java.util.Set;

/**
 * A model is refused.
 *
 * <p>The message names the file or node and the reason; the remedy tells what its owner can do.
 */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What a reason begins with that makes one sentence with what is at fault. */
    private static final Set<String> VERBS = Set.of("is", "has", "lacks", "can't", "cannot");

    /** What stands where a model is refused. */
    private final String where;

    /** What its owner can do. */
    private final String remedy;

    /**
     * Says what is wrong, where, and what to do.
     *
     * @param where the file (relative to the model's folder), node, tensor or signature at fault
     * @param reason what is wrong with it
     * @param remedy what the model's owner can do
     */
    public ModelException(String where, String reason, String remedy) {
        this(where, reason, remedy, null);
    }

    /**
     * Says what is wrong, where, what to do, and what was thrown beneath.
     *
     * @param where the file (relative to the model's folder), node, tensor or signature at fault
     * @param reason what is wrong with it
     * @param remedy what the model's owner can do
     * @param cause what was thrown beneath
     */
    public ModelException(String where, String reason, String remedy, Throwable cause) {
        super(sentence(where, reason), cause);
        this.where = Objects.requireNonNull(where, "where");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    private static String sentence(String where, String reason) {
        return where + (VERBS.contains(reason.split(" ", 2)[0]) ? " " : ": ") + reason;
    }

    /**
     * Where the fault lies.
     *
     * @return a file, node, tensor or signature
     */
    public String where() {
        return where;
    }

    /**
     * What the model's owner can do.
     *
     * @return a sentence
     */
    public String remedy() {
        return remedy;
    }
}
