package hewn.pipeline;

/**
 * How many requests a canary gets, and how much worse than the stable generation it may fare before it is ended.
 *
 * @param share of the requests that name neither version nor label, from 0 (none) to 1 (all)
 * @param minAnswers how often it must have been executed before it is judged
 * @param moreErrors how much more of its executions may fail than of the stable one's, from 0 to 1
 * @param slowdown how many times as long as the stable one's its answers may take, at the 95th percentile
 */
public record CanaryTerms(double share, int minAnswers, double moreErrors, double slowdown) {
    /** Enough for a 95th percentile that means something. */
    public static final int DEFAULT_MIN_ANSWERS = 50;

    /** One in a hundred. */
    public static final double DEFAULT_MORE_ERRORS = 0.01;

    /** Twice as long. */
    public static final double DEFAULT_SLOWDOWN = 2;

    /** What a gateway remembers of a generation's executions; it can't judge by more. */
    public static final int MOST_ANSWERS = 1024;

    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public CanaryTerms {
        require(share >= 0 && share <= 1, "the share of a canary is from 0 to 1", share);
        require(
                minAnswers >= 1 && minAnswers <= MOST_ANSWERS,
                "a canary is judged after 1 to " + MOST_ANSWERS + " answers",
                minAnswers);
        require(moreErrors >= 0 && moreErrors <= 1, "the additional errors of a canary are from 0 to 1", moreErrors);
        require(
                slowdown >= 1 && Double.isFinite(slowdown),
                "the slowdown of a canary is a factor of at least 1",
                slowdown);
    }

    private static void require(boolean holds, String what, Number got) {
        if (!holds) {
            throw new IllegalArgumentException(what + ", but got " + got);
        }
    }

    /**
     * With the usual limits.
     *
     * @param share of the requests that name neither version nor label, from 0 to 1
     * @return the terms
     */
    public static CanaryTerms of(double share) {
        return new CanaryTerms(share, DEFAULT_MIN_ANSWERS, DEFAULT_MORE_ERRORS, DEFAULT_SLOWDOWN);
    }
}
