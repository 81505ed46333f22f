package hewn.graph;

/**
 * Operations that belong together and are never separated, such as a convolution with its batch norm and activation.
 *
 * <p>Figures are those of one sample (batch size 1).
 *
 * @param name as the user named it, such as {@code block1/conv}; unique within its graph
 * @param kind the operation that characterises it, such as {@code Conv2D}
 * @param flops floating-point operations of one sample, a multiply-add counted as two
 * @param weightBytes the constants that it computes with, in their true element type
 * @param peakActivationBytes the most that is alive at one time while it runs: inputs, outputs and what is between
 */
public record Layer(String name, String kind, long flops, long weightBytes, long peakActivationBytes) {
    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if the name is blank or a figure negative
     */
    public Layer {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a layer's name must not be blank");
        }
        if (flops < 0 || weightBytes < 0 || peakActivationBytes < 0) {
            throw new IllegalArgumentException("figures of layer '" + name + "' must not be negative, but are flops="
                    + flops + " weightBytes=" + weightBytes + " peakActivationBytes=" + peakActivationBytes);
        }
    }
}
