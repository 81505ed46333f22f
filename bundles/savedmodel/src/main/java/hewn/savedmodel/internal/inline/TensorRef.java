package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import java.util.Optional;

/**
 * How a node names a tensor that it reads.
 *
 * <p>In the main graph it is {@code node:index} or, for the first output, {@code node}. In functions it is
 * {@code node:argument:index}, or the name of an argument of the function.
 *
 * @param node a node's or function argument's name
 * @param argument the output argument of the node's operation, if given
 * @param index among all outputs, or among those of the argument if it is given
 */
public record TensorRef(String node, Optional<String> argument, int index) {
    /** Names that begin so are of nodes to wait for, not of tensors. */
    static final char CONTROL = '^';

    /**
     * Reads a name.
     *
     * @param ref of a tensor, not of a node to wait for
     * @param where who reads it, in messages
     * @return its parts
     * @throws ModelException if it has another form
     */
    public static TensorRef parse(String ref, String where) throws ModelException {
        String[] parts = ref.split(":", -1);
        try {
            return switch (parts.length) {
                case 1 -> new TensorRef(ref, Optional.empty(), 0);
                case 2 ->
                    isNumber(parts[1])
                            ? new TensorRef(parts[0], Optional.empty(), Integer.parseInt(parts[1]))
                            : new TensorRef(parts[0], Optional.of(parts[1]), 0);
                case 3 -> new TensorRef(parts[0], Optional.of(parts[1]), Integer.parseUnsignedInt(parts[2]));
                default -> throw new NumberFormatException();
            };
        } catch (NumberFormatException malformed) {
            throw new ModelException(where, "reads '" + ref + "', which names no tensor", "Export the model again.");
        }
    }

    /**
     * Tells names of nodes to wait for from names of tensors.
     *
     * @param ref an input of a node
     * @return whether it carries no data
     */
    public static boolean isControl(String ref) {
        return !ref.isEmpty() && ref.charAt(0) == CONTROL;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
