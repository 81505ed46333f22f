package hewn.placement;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a placement will do, as the cost model has it, for one sample at a time.
 *
 * @param stageSeconds the compute time of each stage
 * @param hopSeconds the transfer time of each hop: into the first stage, between stages, out of the last
 * @param stageMemoryBytes the memory that each stage takes on its device
 * @param bytesMoved what one sample sends over all hops
 * @param energyJoules what all devices draw for computing one sample
 * @param unfairnessSeconds how much longer the busiest device computes than the mean of all devices of the fleet
 */
public record Prediction(
        List<Double> stageSeconds,
        List<Double> hopSeconds,
        List<Long> stageMemoryBytes,
        long bytesMoved,
        double energyJoules,
        double unfairnessSeconds) {
    /**
     * A prediction without energy and fairness.
     *
     * @param stageSeconds the compute time of each stage
     * @param hopSeconds the transfer time of each hop
     * @param stageMemoryBytes the memory that each stage takes on its device
     * @param bytesMoved what one sample sends over all hops
     * @throws IllegalArgumentException if their sizes do not fit
     */
    public Prediction(
            List<Double> stageSeconds, List<Double> hopSeconds, List<Long> stageMemoryBytes, long bytesMoved) {
        this(stageSeconds, hopSeconds, stageMemoryBytes, bytesMoved, 0, 0);
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if their sizes do not fit
     */
    public Prediction {
        stageSeconds = List.copyOf(stageSeconds);
        hopSeconds = List.copyOf(hopSeconds);
        stageMemoryBytes = List.copyOf(stageMemoryBytes);
        if (hopSeconds.size() != stageSeconds.size() + 1 || stageMemoryBytes.size() != stageSeconds.size()) {
            throw new IllegalArgumentException(stageSeconds.size() + " stages have one more hops, but got "
                    + hopSeconds.size() + " hops and " + stageMemoryBytes.size() + " memory figures");
        }
    }

    /**
     * The slowest stage or hop: compute and transfer overlap, so the pipeline answers once in this time.
     *
     * @return the time in seconds
     */
    public double bottleneckSeconds() {
        return times().max().orElse(0);
    }

    /**
     * From the first byte in to the last byte out, with nothing else in the pipeline.
     *
     * @return the time in seconds
     */
    public double latencySeconds() {
        return times().sum();
    }

    /**
     * How many samples a full pipeline answers.
     *
     * @return answers per second
     */
    public double throughputPerSecond() {
        return 1 / bottleneckSeconds();
    }

    private DoubleStream times() {
        return DoubleStream.concat(
                stageSeconds.stream().mapToDouble(Double::doubleValue),
                hopSeconds.stream().mapToDouble(Double::doubleValue));
    }
}
