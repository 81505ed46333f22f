package hewn.pipeline;

import java.time.Duration;

/**
 * How a canary fared of late, and how the stable generation did in the same span of time.
 *
 * @param canary its last executions
 * @param stable those of the generation beside it
 */
public record CanaryComparison(Recent canary, Recent stable) {
    /**
     * The last executions of requests on one generation.
     *
     * @param executions how many there were, but for those that failed by what their client may have done wrong
     * @param failures how many of them gave no answer: the slices failed, a device turned it away, or it took too long
     * @param p95 95 % of the others took no longer; zero if there was none
     */
    public record Recent(int executions, int failures, Duration p95) {
        /**
         * The part that gave no answer.
         *
         * @return from 0 to 1; 0 if there was no execution
         */
        public double failureShare() {
            return executions == 0 ? 0 : (double) failures / executions;
        }
    }
}
