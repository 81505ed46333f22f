package hewn.graph;

/**
 * The layers between two cuts.
 *
 * @param from the position of the first cut, which is the index of the first layer
 * @param to the position of the second cut, one more than the index of the last layer
 */
public record LayerRange(int from, int to) {
    /**
     * Validates the positions.
     *
     * @throws IllegalArgumentException unless {@code 0 <= from < to}
     */
    public LayerRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a range of layers has 0 <= from < to, but got " + from + ".." + to);
        }
    }

    /**
     * How many layers there are.
     *
     * @return at least 1
     */
    public int size() {
        return to - from;
    }

    @Override
    public String toString() {
        return from + ".." + (to - 1);
    }
}
