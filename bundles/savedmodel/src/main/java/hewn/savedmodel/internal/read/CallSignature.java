package hewn.savedmodel.internal.read;

import java.util.List;

/**
 * A signature as the file has it.
 *
 * @param name such as {@code serving_default}
 * @param inputs sorted by key, at least one
 * @param outputs sorted by key, at least one
 */
public record CallSignature(String name, List<Endpoint> inputs, List<Endpoint> outputs) {
    /** Copies. */
    public CallSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Names it in messages.
     *
     * @return with quotes around the name
     */
    public String where() {
        return "signature '" + name + "'";
    }
}
