package hewn.placement;

/**
 * What running a slice costs besides its layers, as measured on real devices.
 *
 * @param runtimeBytes what loading any slice takes besides its weights, in bytes
 * @param buffersPerCut how many buffers a stage keeps for each of its two cut sets
 * @param stageSeconds what any stage takes besides computing: queueing, decoding and encoding
 */
public record Overheads(long runtimeBytes, int buffersPerCut, double stageSeconds) {
    /** What the agent takes: one buffer that is received or sent, and one that is computed with. */
    public static final Overheads TYPICAL = new Overheads(8L << 20, 2, 0);

    /** A world in which only layers and links cost, as papers assume it. */
    public static final Overheads NONE = new Overheads(0, 0, 0);

    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Overheads {
        if (runtimeBytes < 0 || buffersPerCut < 0 || !(stageSeconds >= 0)) {
            throw new IllegalArgumentException("overheads must not be negative, but are runtimeBytes=" + runtimeBytes
                    + " buffersPerCut=" + buffersPerCut + " stageSeconds=" + stageSeconds);
        }
    }
}
