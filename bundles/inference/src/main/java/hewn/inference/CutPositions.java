package hewn.inference;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Where to cut a model when it is only to be seen whether it can be cut. */
public final class CutPositions {
    private CutPositions() {}

    /**
     * Cuts into slices of about as many layers each.
     *
     * @param layers the number of layers, at least 1
     * @param slices the number of slices, at least 1; if there are fewer layers, as many as these
     * @return the positions between the slices
     * @throws IllegalArgumentException if a number is not positive
     */
    public static SortedSet<Integer> even(int layers, int slices) {
        SortedSet<Integer> positions = new TreeSet<>();
        int count = possible(layers, slices);
        for (int slice = 1; slice < count; slice++) {
            positions.add((int) ((long) layers * slice / count));
        }
        return positions;
    }

    /**
     * Cuts at any positions, each as likely as any other.
     *
     * @param layers the number of layers, at least 1
     * @param slices the number of slices, at least 1; if there are fewer layers, as many as these
     * @param random seeded by the caller where a run is to be repeated
     * @return the positions between the slices
     * @throws IllegalArgumentException if a number is not positive
     */
    public static SortedSet<Integer> random(int layers, int slices, RandomGenerator random) {
        SortedSet<Integer> positions = new TreeSet<>();
        int count = possible(layers, slices);
        while (positions.size() < count - 1) {
            positions.add(random.nextInt(1, layers));
        }
        return positions;
    }

    private static int possible(int layers, int slices) {
        if (layers < 1 || slices < 1) {
            throw new IllegalArgumentException(
                    "layers and slices must be positive, but are " + layers + " and " + slices);
        }
        return Math.min(layers, slices);
    }
}
