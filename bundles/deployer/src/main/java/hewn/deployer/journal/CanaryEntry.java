package hewn.deployer.journal;

import hewn.pipeline.CanaryTerms;

/**
 * What is remembered of a canary. As JSON it is part of the journal.
 *
 * @param deployed what was asked for, and where it runs
 * @param share of the requests
 * @param minAnswers before it is judged
 * @param moreErrors that it may have than what serves, as a part of its executions
 * @param slowdown that it may have beside what serves, as a factor
 */
public record CanaryEntry(JournalEntry deployed, double share, int minAnswers, double moreErrors, double slowdown) {
    /**
     * What is to be remembered of one.
     *
     * @param deployed what was asked for, and where it runs
     * @param terms how much it gets, and when it ends
     * @return the entry
     */
    public static CanaryEntry of(JournalEntry deployed, CanaryTerms terms) {
        return new CanaryEntry(deployed, terms.share(), terms.minAnswers(), terms.moreErrors(), terms.slowdown());
    }

    /**
     * The model's name.
     *
     * @return the name
     */
    public String model() {
        return deployed.model();
    }

    /**
     * The number of the generation that is tried.
     *
     * @return the number
     */
    public long generation() {
        return deployed.generation();
    }

    /**
     * How much it gets, and when it ends.
     *
     * @return the terms
     */
    public CanaryTerms terms() {
        return new CanaryTerms(share, minAnswers, moreErrors, slowdown);
    }
}
