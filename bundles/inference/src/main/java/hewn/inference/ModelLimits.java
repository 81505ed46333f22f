package hewn.inference;

/**
 * How large a model may be before it is refused.
 *
 * @param graphBytes the largest graph file in bytes
 * @param constantBytes the most that one constant or variable may take in memory, in bytes
 * @param inlinedNodes the most nodes once every function is inlined
 */
public record ModelLimits(long graphBytes, long constantBytes, int inlinedNodes) {
    /** What a gateway on a small machine can hold: graph files and constants of 2 GiB, 200,000 nodes. */
    public static final ModelLimits DEFAULT = new ModelLimits(1L << 31, 1L << 31, 200_000);

    /**
     * Validates the limits.
     *
     * @throws IllegalArgumentException if a limit is not positive
     */
    public ModelLimits {
        if (graphBytes <= 0 || constantBytes <= 0 || inlinedNodes <= 0) {
            throw new IllegalArgumentException("limits must be positive, but got graphBytes=" + graphBytes
                    + " constantBytes=" + constantBytes + " inlinedNodes=" + inlinedNodes);
        }
    }
}
