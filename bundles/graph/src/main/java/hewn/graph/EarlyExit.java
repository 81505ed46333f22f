package hewn.graph;

/**
 * A place where a model may answer early, with no need of the layers that follow.
 *
 * @param position the cut after the layer that gives the early answer
 * @param probability that a sample is answered here, of all samples
 */
public record EarlyExit(int position, double probability) {
    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if the position is less than 1, or the probability not from 0 to 1
     */
    public EarlyExit {
        if (position < 1 || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "an early exit lies after a layer and has a probability from 0 to 1, but got position=" + position
                            + " probability=" + probability);
        }
    }
}
