package hewn.cli.demo;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of sending images.
 *
 * @param answers how many were answered
 * @param errors how many were not
 * @param right how many answers are right
 * @param seconds from the first request to the last answer
 * @param latencies of each answer in seconds, sorted
 * @param firstError what went wrong first, if anything did
 */
public record LoadResult(
        int answers, int errors, int right, double seconds, List<Double> latencies, Optional<String> firstError) {
    /** Copies the list. */
    public LoadResult {
        latencies = List.copyOf(latencies);
        Objects.requireNonNull(firstError, "firstError");
    }

    /**
     * The part of all images that was answered and answered rightly.
     *
     * @return from 0 to 1
     */
    public double accuracy() {
        return (double) right / Math.max(1, answers + errors);
    }

    /**
     * Answers in each second.
     *
     * @return the throughput
     */
    public double perSecond() {
        return answers / seconds;
    }

    /**
     * A percentile of the latency.
     *
     * @param part from 0 to 1
     * @return seconds; 0 if nothing was answered
     */
    public double latency(double part) {
        return latencies.isEmpty()
                ? 0
                : latencies.get((int) Math.min(latencies.size() - 1.0, Math.floor(part * latencies.size())));
    }
}
