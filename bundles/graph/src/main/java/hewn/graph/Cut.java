package hewn.graph;

import hewn.tensor.TensorSpec;
import java.util.List;

/**
 * A position between two layers, and its cut set: every tensor alive there.
 *
 * <p>Position {@code p} lies before layer {@code p}. Position 0 carries the model's inputs, the last one its outputs. A
 * tensor that a later layer or an output needs is in every cut set from the layer that makes it to the last that needs
 * it, so it may bypass whole slices.
 *
 * @param position from 0 to the number of layers
 * @param tensors in a fixed order
 */
public record Cut(int position, List<TensorSpec> tensors) {
    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the position is negative
     */
    public Cut {
        if (position < 0) {
            throw new IllegalArgumentException("a cut's position must not be negative, but is " + position);
        }
        tensors = List.copyOf(tensors);
    }

    /**
     * What has to be handed on here.
     *
     * @param batch the number of samples
     * @return the size of all its tensors in bytes
     */
    public long bytes(long batch) {
        return tensors.stream().mapToLong(t -> t.bytes(batch)).sum();
    }
}
