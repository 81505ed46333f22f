package hewn.cli.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a model is checked.
 *
 * @param slices into how many slices to cut it, one try each
 * @param signature the name of the signature to check; the default one, or else the first, if empty
 * @param inputs a file with inputs; random ones if empty
 * @param strict whether slices must answer bit for bit as the whole model
 */
public record CheckOptions(List<Integer> slices, Optional<String> signature, Optional<Path> inputs, boolean strict) {
    /** How far the answer of slices may lie from the whole model's where bits need not be equal. */
    private static final double TOLERANCE = 1e-5;

    /** Copies the list. */
    public CheckOptions {
        slices = List.copyOf(slices);
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(inputs, "inputs");
    }

    /**
     * How far the answer of slices may lie from the whole model's.
     *
     * @return 0 in strict mode
     */
    public double tolerance() {
        return strict ? 0 : TOLERANCE;
    }
}
