package hewn.pipeline;

import hewn.fleet.DeviceId;
import java.time.Duration;
import java.util.List;

/**
 * What a generation did over its last requests.
 *
 * @param answers how many requests it answered since it was planned
 * @param rejections how many it rejected; a canary also of those that what serves answered instead
 * @param repetitions how often it executed a request again that had lost its device or its way before
 * @param inFlight how many are under way
 * @param waiting how many wait until it, or its successor, can take them
 * @param latency from a request's arrival to its answer
 * @param stages what each stage took, in order
 */
public record PipelineStatistics(
        long answers,
        long rejections,
        long repetitions,
        int inFlight,
        int waiting,
        Percentiles latency,
        List<StageStatistics> stages) {
    /** Copies the stages. */
    public PipelineStatistics {
        stages = List.copyOf(stages);
    }

    /**
     * What one stage took.
     *
     * @param device which runs it
     * @param received the transfer of its inputs, from the first byte to the last
     * @param queued waiting for its turn
     * @param computed the calls of its slice
     */
    public record StageStatistics(DeviceId device, Percentiles received, Percentiles queued, Percentiles computed) {}

    /**
     * Of the last requests.
     *
     * @param p50 half of them took no longer
     * @param p95 95 % took no longer
     * @param p99 99 % took no longer
     */
    public record Percentiles(Duration p50, Duration p95, Duration p99) {
        /** Nothing was measured yet. */
        public static final Percentiles NONE = new Percentiles(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
