package hewn.cli.bench;

import hewn.cli.api.Deployment.Percentiles;
import java.util.List;

/**
 * What pipelines took beside the model alone.
 *
 * @param inProcess the whole model, called in one process
 * @param pipelines in the order in which they were asked for
 */
public record OverheadReport(Percentiles inProcess, List<Sliced> pipelines) {
    /** Copies the list. */
    public OverheadReport {
        pipelines = List.copyOf(pipelines);
    }

    /**
     * One pipeline.
     *
     * @param http from sending a request over HTTP to having read its answer
     * @param gateway from a request's arrival at the dispatcher to its answer, as the gateway has measured it
     * @param computeSeconds the median of each stage's computation
     */
    public record Sliced(Percentiles http, Percentiles gateway, List<Double> computeSeconds) {
        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if there is no stage
         */
        public Sliced {
            computeSeconds = List.copyOf(computeSeconds);
            if (computeSeconds.isEmpty()) {
                throw new IllegalArgumentException("a pipeline has at least one stage");
            }
        }

        /**
         * How many slices it has.
         *
         * @return at least 1
         */
        public int slices() {
            return computeSeconds.size();
        }

        /**
         * What all stages compute.
         *
         * @return the sum of their medians in seconds
         */
        public double totalComputeSeconds() {
            return computeSeconds.stream().mapToDouble(Double::doubleValue).sum();
        }
    }
}
