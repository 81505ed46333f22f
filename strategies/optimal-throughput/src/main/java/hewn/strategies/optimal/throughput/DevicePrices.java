package hewn.strategies.optimal.throughput;

import java.util.Arrays;

/**
 * Prices for the use of devices that drive cheap walks towards using each device once.
 *
 * <p>These are Lagrange multipliers of "no device is used twice". A placement pays no more than each device's price once;
 * so where the cheapest walk pays more than the sum of all prices, there is no placement. Prices move by a subgradient
 * step (Polyak 1969) after each walk: up where it used a device twice, down where it did not use it.
 */
final class DevicePrices {
    /** Finer prices prove no more. */
    private static final int FINE = 500_000;

    /** How far, in prices of a mean device, a step aims beyond what would prove that there is no placement. */
    private static final double AIM = 0.05;

    private final double[] levels;

    /** The highest price in whole numbers: even a walk of one layer on each stage costs less than never. */
    private final int highest;

    /** All devices cost the same. */
    DevicePrices(int devices, int layers) {
        highest = Math.min(FINE, (TwoBest.NEVER - 1) / (layers + 1));
        levels = new double[devices];
        Arrays.fill(levels, 1);
    }

    /** The prices in whole numbers. */
    int[] rounded() {
        double most = Arrays.stream(levels).max().orElse(1);
        return Arrays.stream(levels)
                .mapToInt(level -> (int) (level / most * highest))
                .toArray();
    }

    /**
     * Moves prices away from what a walk did. What the walk pays is missing to the sum of all prices; the step is as
     * long as would just prove that there is no placement, if no other walk became the cheapest.
     *
     * @param walk the cheapest at these prices
     */
    void adjust(Route walk) {
        int[] excess = excess(walk);
        double missing = 0;
        double squares = 0;
        for (int u = 0; u < levels.length; u++) {
            missing -= excess[u] * levels[u];
            squares += excess[u] * excess[u];
        }
        double step = (missing + AIM * mean()) / Math.max(1, squares);
        for (int u = 0; u < levels.length; u++) {
            levels[u] = Math.max(0, levels[u] + step * excess[u]);
        }
    }

    private double mean() {
        return Arrays.stream(levels).average().orElse(1);
    }

    /** How much more than once a walk uses each device; a device that it does not use has -1. */
    private int[] excess(Route walk) {
        int[] excess = new int[levels.length];
        Arrays.fill(excess, -1);
        for (int s = 0; s < walk.stages(); s++) {
            excess[walk.device(s)]++;
        }
        return excess;
    }
}
