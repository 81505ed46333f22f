package hewn.placement;

/**
 * What running a slice costs besides its layers, as measured on real devices.
 *
 * <p>The memory of a stage is {@code runtimeBytes + layers × bytesPerLayer + weights × weightCopies}, its peak
 * activations, and the buffers for its cut sets.
 *
 * @param runtimeBytes what loading any slice takes besides its weights, in bytes
 * @param buffersPerCut how many buffers a stage keeps for each of its two cut sets
 * @param stageSeconds what any stage takes besides computing: queueing, decoding and encoding
 * @param bytesPerLayer what the runtime keeps for the operations of a layer, in bytes
 * @param weightCopies how often the weights are in memory, at least once
 */
public record Overheads(
        long runtimeBytes, int buffersPerCut, double stageSeconds, long bytesPerLayer, double weightCopies) {
    /**
     * What the agent takes: one buffer that is received or sent, and one that is computed with. The memory was fitted to
     * what agents took for slices of real models; {@code docs/devices.md} tells how well.
     */
    public static final Overheads TYPICAL = new Overheads(16L << 20, 2, 0, 400L << 10, 1);

    /** A world in which only layers and links cost, as papers assume it. */
    public static final Overheads NONE = new Overheads(0, 0, 0);

    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if one is negative, or a weight is in memory less than once
     */
    public Overheads {
        if (runtimeBytes < 0
                || buffersPerCut < 0
                || !(stageSeconds >= 0)
                || bytesPerLayer < 0
                || !(weightCopies >= 1)
                || Double.isInfinite(weightCopies)) {
            throw new IllegalArgumentException(
                    "overheads must not be negative, nor weights be in memory less than once,"
                            + " but runtimeBytes=" + runtimeBytes + " buffersPerCut=" + buffersPerCut + " stageSeconds="
                            + stageSeconds + " bytesPerLayer=" + bytesPerLayer + " weightCopies=" + weightCopies);
        }
    }

    /**
     * Overheads of a runtime that keeps weights once, and nothing for its layers.
     *
     * @param runtimeBytes what loading any slice takes besides its weights, in bytes
     * @param buffersPerCut how many buffers a stage keeps for each of its two cut sets
     * @param stageSeconds what any stage takes besides computing
     * @throws IllegalArgumentException if one is negative
     */
    public Overheads(long runtimeBytes, int buffersPerCut, double stageSeconds) {
        this(runtimeBytes, buffersPerCut, stageSeconds, 0, 1);
    }

    /** What the runtime keeps of a stage's layers: their weights and what it needs for their operations. */
    long loadedBytes(int layers, long weightBytes) {
        return runtimeBytes + layers * bytesPerLayer + (long) Math.ceil(weightBytes * weightCopies);
    }
}
