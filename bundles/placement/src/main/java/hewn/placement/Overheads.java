package hewn.placement;

/**
 * What running a slice costs besides its layers, as measured on real devices.
 *
 * <p>The memory of a stage is {@code runtimeBytes + layers × bytesPerLayer + weights × weightCopies + peak activations ×
 * activationCopies}, and the buffers for its cut sets.
 *
 * @param runtimeBytes what loading any slice takes besides its weights, in bytes
 * @param buffersPerCut how many buffers a stage keeps for each of its two cut sets
 * @param stageSeconds what any stage takes besides computing: queueing, decoding and encoding
 * @param bytesPerLayer what the runtime keeps for the operations of a layer, in bytes
 * @param weightCopies how often the weights are in memory, at least once
 * @param activationCopies how often the peak activations are in memory, with what the allocator keeps of them, at least
 *     once
 */
public record Overheads(
        long runtimeBytes,
        int buffersPerCut,
        double stageSeconds,
        long bytesPerLayer,
        double weightCopies,
        double activationCopies) {
    /**
     * What agents took for slices of real models, which the memory was fitted to; {@code docs/devices.md} tells how well.
     * Buffers are those that are received, queued, computed with and sent, in Java and in native memory.
     */
    public static final Overheads TYPICAL = new Overheads(12L << 20, 8, 0, 640L << 10, 1.25, 3);

    /** A world in which only layers and links cost, as papers assume it. */
    public static final Overheads NONE = new Overheads(0, 0, 0);

    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if one is negative, or weights or activations are in memory less than once
     */
    public Overheads {
        if (runtimeBytes < 0
                || buffersPerCut < 0
                || !(stageSeconds >= 0)
                || bytesPerLayer < 0
                || !isCopies(weightCopies)
                || !isCopies(activationCopies)) {
            throw new IllegalArgumentException(
                    "overheads must not be negative, nor weights or activations be in memory less than once,"
                            + " but runtimeBytes=" + runtimeBytes + " buffersPerCut=" + buffersPerCut + " stageSeconds="
                            + stageSeconds + " bytesPerLayer=" + bytesPerLayer + " weightCopies=" + weightCopies
                            + " activationCopies=" + activationCopies);
        }
    }

    private static boolean isCopies(double copies) {
        return copies >= 1 && Double.isFinite(copies);
    }

    /**
     * Overheads of a runtime that keeps weights and activations once, and nothing for its layers.
     *
     * @param runtimeBytes what loading any slice takes besides its weights, in bytes
     * @param buffersPerCut how many buffers a stage keeps for each of its two cut sets
     * @param stageSeconds what any stage takes besides computing
     * @throws IllegalArgumentException if one is negative
     */
    public Overheads(long runtimeBytes, int buffersPerCut, double stageSeconds) {
        this(runtimeBytes, buffersPerCut, stageSeconds, 0, 1, 1);
    }

    /** What the runtime keeps and works with for a stage's layers. */
    long layerBytes(int layers, long weightBytes, long activationBytes) {
        return runtimeBytes
                + layers * bytesPerLayer
                + (long) Math.ceil(weightBytes * weightCopies)
                + (long) Math.ceil(activationBytes * activationCopies);
    }
}
