package hewn.inference;

import hewn.graph.LayerRange;
import hewn.tensor.Digest;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Objects;

/**
 * The layers between two cuts as a SavedModel of one file.
 *
 * @param digest the SHA-256 of that file, {@code saved_model.pb}
 * @param sizeBytes the file's size in bytes
 * @param layers which layers it computes
 * @param inputs what it reads of the cut set before it; the keys of its signature's inputs
 * @param outputs what it computes of the cut set behind it; the keys of its signature's outputs
 * @param bypass the names of the tensors that are in both cut sets and that it does not compute
 */
public record Slice(
        Digest digest,
        long sizeBytes,
        LayerRange layers,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        List<String> bypass) {
    /** The file in a slice's folder. */
    public static final String FILE = "saved_model.pb";

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public Slice {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(layers, "layers");
        if (sizeBytes <= 0) {
            throw new IllegalArgumentException("a slice's size is positive, but got " + sizeBytes);
        }
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        bypass = List.copyOf(bypass);
    }
}
