package hewn.strategies.genetic;

import java.util.Comparator;

/**
 * How fit a placement is: the less, the fitter. One that leaves layers without a place is less fit than any that does not.
 *
 * @param layersLeft for how many layers there was no place
 * @param cost under the objective, in seconds; infinite if layers are left, or constraints not kept to
 */
record Fitness(int layersLeft, double cost) implements Comparable<Fitness> {
    private static final Comparator<Fitness> ORDER =
            Comparator.comparingInt(Fitness::layersLeft).thenComparingDouble(Fitness::cost);

    /** Of what nobody had time to look at. */
    static final Fitness UNKNOWN = new Fitness(Integer.MAX_VALUE, Double.POSITIVE_INFINITY);

    boolean isAllowed() {
        return cost < Double.POSITIVE_INFINITY;
    }

    @Override
    public int compareTo(Fitness other) {
        return ORDER.compare(this, other);
    }
}
