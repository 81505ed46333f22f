package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures how fast this machine computes what networks consist of: a convolution and a matrix product.
 *
 * <p>Runs with the threads that models run with, so the figure falls while models run.
 */
public final class SpeedProbe {
    private final Duration duration;

    /** A probe of a fifth of a second. */
    public SpeedProbe() {
        this(Duration.ofMillis(200));
    }

    /**
     * A probe of some length.
     *
     * @param duration how long to measure, after a warm-up
     */
    public SpeedProbe(Duration duration) {
        this.duration = duration;
    }

    /**
     * Runs one fixed graph over and over.
     *
     * @return floating-point operations per second, a multiply-add counted as two; the median of all runs
     * @throws EngineException if TensorFlow can't run here
     */
    public double flopsPerSecond() throws EngineException {
        try (ReferenceNetwork network = ReferenceNetwork.load()) {
            return ReferenceNetwork.FLOPS * 1e9 / median(times(network));
        }
    }

    private List<Long> times(ReferenceNetwork network) throws EngineException {
        List<Long> times = new ArrayList<>();
        long start = System.nanoTime();
        long now = start;
        while (times.isEmpty() || now - start < duration.toNanos()) {
            network.run();
            long then = now;
            now = System.nanoTime();
            times.add(now - then);
        }
        return times;
    }

    private static long median(List<Long> times) {
        Collections.sort(times);
        return Math.max(1, times.get(times.size() / 2));
    }
}
