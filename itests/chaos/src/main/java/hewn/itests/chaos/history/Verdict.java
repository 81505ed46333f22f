package hewn.itests.chaos.history;

import java.util.List;
import java.util.Map;

/**
 * What the checker counted. The {@link Count}s of a {@linkplain #isKept() kept promise} are 0 where they must be.
 *
 * @param counts by kind; absent means 0
 * @param statuses how many outcomes there were of each HTTP status, or of each ending without one
 * @param examples the first few requests of each count that must be 0, for people
 */
public record Verdict(Map<Count, Integer> counts, Map<String, Integer> statuses, List<String> examples) {
    /** Copies. */
    public Verdict {
        counts = Map.copyOf(counts);
        statuses = Map.copyOf(statuses);
        examples = List.copyOf(examples);
    }

    /** What is counted. */
    public enum Count {
        /** Requests that were sent. */
        SENT(false),
        /** Results in time that are right. */
        GOOD(false),
        /** No outcome at all, though the gateway was there. */
        LOST(true),
        /** Two outcomes or more. */
        DUPLICATED(true),
        /** Computed by stages of several versions. */
        MIXED(true),
        /** The answer to another question, or of a version that was never deployed. */
        WRONG(true),
        /** An outcome later than the deadline and the tolerance, though the gateway was there. */
        LATE(true),
        /** A status that neither a result nor a fault explains, or a refusal without Retry-After. */
        UNEXPECTED(true),
        /** A typed error while no fault explains it. */
        UNEXCUSED(true),
        /** Typed errors during faults that explain them. */
        REFUSED(false),
        /** Requests that the gateway could not answer because it was killed or stopped. */
        GATEWAY_DOWN(false);

        private final boolean broken;

        Count(boolean broken) {
            this.broken = broken;
        }

        /**
         * Tells whether it must be 0.
         *
         * @return whether one is one too many
         */
        public boolean isBroken() {
            return broken;
        }
    }

    /**
     * How many there are.
     *
     * @param count of which kind
     * @return the number
     */
    public int of(Count count) {
        return counts.getOrDefault(count, 0);
    }

    /**
     * Tells whether all is as promised.
     *
     * @return whether all that must be 0 is
     */
    public boolean isKept() {
        return counts.entrySet().stream().noneMatch(entry -> entry.getKey().isBroken() && entry.getValue() > 0);
    }
}
