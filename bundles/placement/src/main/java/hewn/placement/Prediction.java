package hewn.placement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a placement will do, as the cost model has it, for one sample at a time.
 *
 * @param stageSeconds the compute time of each stage
 * @param hopSeconds the transfer time of each hop: into the first stage, between stages, out of the last
 * @param hopBusySeconds how long each hop keeps its link from carrying the next sample: its transfer time without the
 *     latency
 * @param stageMemoryBytes the memory that each stage takes on its device
 * @param bytesMoved what one sample sends over all hops
 * @param energyJoules what all devices draw for computing one sample
 * @param unfairnessSeconds how much longer the busiest device computes than the mean of all devices of the fleet
 * @param layersMeasured whether the compute times go by what the layers took on such devices; if not, some go by FLOPs
 *     alone, which tell better from worse, but not how long it takes
 */
public record Prediction(
        List<Double> stageSeconds,
        List<Double> hopSeconds,
        List<Double> hopBusySeconds,
        List<Long> stageMemoryBytes,
        long bytesMoved,
        double energyJoules,
        double unfairnessSeconds,
        boolean layersMeasured) {
    /**
     * A prediction by FLOPs without energy and fairness, over links without latency.
     *
     * @param stageSeconds the compute time of each stage
     * @param hopSeconds the transfer time of each hop, in all of which its link is busy
     * @param stageMemoryBytes the memory that each stage takes on its device
     * @param bytesMoved what one sample sends over all hops
     * @throws IllegalArgumentException if their sizes do not fit
     */
    public Prediction(
            List<Double> stageSeconds, List<Double> hopSeconds, List<Long> stageMemoryBytes, long bytesMoved) {
        this(stageSeconds, hopSeconds, hopSeconds, stageMemoryBytes, bytesMoved, 0, 0, false);
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if their sizes do not fit
     */
    public Prediction {
        stageSeconds = List.copyOf(stageSeconds);
        hopSeconds = List.copyOf(hopSeconds);
        hopBusySeconds = List.copyOf(hopBusySeconds);
        stageMemoryBytes = List.copyOf(stageMemoryBytes);
        if (hopSeconds.size() != stageSeconds.size() + 1
                || hopBusySeconds.size() != hopSeconds.size()
                || stageMemoryBytes.size() != stageSeconds.size()) {
            throw new IllegalArgumentException(stageSeconds.size() + " stages have one more hops, but got "
                    + hopSeconds.size() + " hops, " + hopBusySeconds.size() + " times of busy links and "
                    + stageMemoryBytes.size() + " memory figures");
        }
    }

    /**
     * The longest time that a device or a link is busy with a sample: compute and transfer overlap, so the pipeline
     * answers once in this time.
     *
     * @return the time in seconds
     */
    public double bottleneckSeconds() {
        return Stream.concat(stageSeconds.stream(), hopBusySeconds.stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /**
     * From the first byte in to the last byte out, with nothing else in the pipeline.
     *
     * @return the time in seconds
     */
    public double latencySeconds() {
        return Stream.concat(stageSeconds.stream(), hopSeconds.stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /**
     * How many samples a full pipeline answers.
     *
     * @return answers per second
     */
    public double throughputPerSecond() {
        return 1 / bottleneckSeconds();
    }

    /**
     * Tells people a time, in an explanation.
     *
     * @param seconds at least 0
     * @return four digits in the unit that suits them, such as {@code 13.42 µs}, {@code 2.409 ms} or {@code 1.250 s}
     */
    public static String time(double seconds) {
        if (seconds < 1e-3) {
            return digits(seconds * 1e6) + " µs";
        }
        return seconds < 1 ? digits(seconds * 1e3) + " ms" : digits(seconds) + " s";
    }

    private static String digits(double value) {
        String form = value >= 100 ? "%.1f" : value >= 10 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, value);
    }
}
