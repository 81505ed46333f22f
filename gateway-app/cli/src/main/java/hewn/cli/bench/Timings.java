package hewn.cli.bench;

import hewn.cli.api.Deployment.Percentiles;
import java.util.ArrayList;
import java.util.List;

/**
 * How long calls took. For one thread.
 */
public final class Timings {
    private static final double NANOS = 1e9;

    private final List<Long> nanos = new ArrayList<>();

    /** None yet. */
    public Timings() {}

    /**
     * Adds a call.
     *
     * @param took in nanoseconds
     */
    public void add(long took) {
        nanos.add(took);
    }

    /**
     * Of all calls.
     *
     * @return by nearest rank; zeros if there are none
     */
    public Percentiles percentiles() {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Percentiles(rank(sorted, 0.5), rank(sorted, 0.95), rank(sorted, 0.99));
    }

    private static double rank(List<Long> sorted, double part) {
        int index = Math.max(0, (int) Math.ceil(part * sorted.size()) - 1);
        return sorted.isEmpty() ? 0 : sorted.get(index) / NANOS;
    }
}
