package hewn.cli.api;

import java.util.List;
import java.util.Optional;

/**
 * A generation at one moment.
 *
 * @param generation its number
 * @param model the model's name
 * @param version the model's version
 * @param label by which clients can ask for it, if requests go to it
 * @param share of the requests that leave the choice, from 0 to 1
 * @param state where it stands
 * @param ended whether no other state follows
 * @param progress what is being done, for people
 * @param failure why it does not serve
 * @param history what it went through so far
 * @param strategy which placed it
 * @param attempts which strategies were asked, in order
 * @param placement what is predicted of it
 * @param stages in order
 * @param shippedBytes what the devices had to pull of its slices, once they have them
 * @param review what became of the last comparison with another plan, once there was one
 * @param statistics what it did
 */
public record Deployment(
        long generation,
        String model,
        long version,
        Optional<String> label,
        Optional<Double> share,
        String state,
        boolean ended,
        String progress,
        Optional<Failure> failure,
        List<Step> history,
        Optional<String> strategy,
        Optional<List<Attempt>> attempts,
        Optional<Placement> placement,
        List<Stage> stages,
        Optional<Long> shippedBytes,
        Optional<Review> review,
        Optional<Statistics> statistics) {
    /**
     * Tells whether it answers requests.
     *
     * @return whether its state is {@code SERVING}
     */
    public boolean isServing() {
        return state.equals("SERVING");
    }

    /**
     * Why a generation does not serve.
     *
     * @param code short and stable
     * @param error what is wrong
     * @param remedy what to do
     */
    public record Failure(String code, String error, String remedy) {}

    /**
     * A state that was entered.
     *
     * @param state its name
     * @param at when, as ISO 8601 has it
     */
    public record Step(String state, String at) {}

    /**
     * A strategy that was asked.
     *
     * @param strategy its name
     * @param result {@code valid}, or why it has no placement
     */
    public record Attempt(String strategy, String result) {
        /**
         * Tells whether it has a placement.
         *
         * @return whether it does
         */
        public boolean isValid() {
            return result.equals("valid");
        }
    }

    /**
     * A comparison with another plan.
     *
     * @param at when, as ISO 8601 has it
     * @param cause what had changed
     * @param verdict the figures, and why it stays or goes
     */
    public record Review(String at, String cause, String verdict) {}

    /**
     * What is predicted of the whole.
     *
     * @param explanation for people
     * @param latencySeconds of one sample alone
     * @param throughputPerSecond of a full pipeline
     * @param layersMeasured whether the times go by what the layers took, not by FLOPs alone
     * @param provenOptimal whether none is better under its objective
     */
    public record Placement(
            String explanation,
            double latencySeconds,
            double throughputPerSecond,
            boolean layersMeasured,
            boolean provenOptimal) {}

    /**
     * One slice on one device.
     *
     * @param stage its number, from 0
     * @param device which runs it
     * @param firstLayer the index of its first layer
     * @param lastLayer the index of its last layer
     * @param slice the file, once the model is cut
     * @param predicted what it takes for one sample
     * @param measured what it took, once there are answers
     */
    public record Stage(
            int stage,
            String device,
            int firstLayer,
            int lastLayer,
            Optional<Slice> slice,
            Predicted predicted,
            Optional<Measured> measured) {}

    /**
     * The file of a slice.
     *
     * @param digest its SHA-256
     * @param sizeBytes its size
     */
    public record Slice(String digest, long sizeBytes) {}

    /**
     * What a stage is to take for one sample.
     *
     * @param computeSeconds the computation
     * @param transferSeconds the transfer into the stage
     * @param memoryBytes the memory on its device
     */
    public record Predicted(double computeSeconds, double transferSeconds, long memoryBytes) {}

    /**
     * What a stage took for the last requests.
     *
     * @param received its inputs' transfer
     * @param queued the wait for its turn
     * @param computed the computation
     */
    public record Measured(Percentiles received, Percentiles queued, Percentiles computed) {}

    /**
     * What a generation did.
     *
     * @param answers how many
     * @param rejections how many
     * @param repetitions how often it executed a request again that had lost its device or its way before
     * @param latency from a request's arrival to its answer
     */
    public record Statistics(long answers, long rejections, long repetitions, Percentiles latency) {}

    /**
     * Of the last requests.
     *
     * @param p50Seconds half took no longer
     * @param p95Seconds 95 % took no longer
     * @param p99Seconds 99 % took no longer
     */
    public record Percentiles(double p50Seconds, double p95Seconds, double p99Seconds) {}

    /** The envelope. */
    record Page(List<Deployment> deployments) {}
}
