package hewn.strategies.optimal.throughput;

import hewn.placement.Constraints;

/**
 * Counts down the stages that a pipeline may still have, where the constraints count them. A search is always in some
 * <em>phase</em>, a number from 0 to less than {@link #phases()}: how many more stages may follow, or just 0 where
 * stages are not counted on the way. Each phase takes its own tables, so where they would be too many, only the whole is
 * counted.
 */
final class StageCount {
    private static final int MOST_STATES = 2_000_000;

    private final Constraints constraints;
    private final int most;
    private final boolean limited;
    private final boolean counted;

    /**
     * Counts the stages of a problem.
     *
     * @param constraints which may limit them
     * @param layers of the model
     * @param devices that may be used, each once
     */
    StageCount(Constraints constraints, int layers, int devices) {
        int mostPossible = Math.min(layers, devices);
        this.constraints = constraints;
        this.most = Math.min(
                mostPossible,
                Math.min(
                        constraints.stages().orElse(mostPossible),
                        constraints.maxStages().orElse(mostPossible)));
        this.limited = constraints.stages().isPresent() || most < mostPossible;
        this.counted = limited && (long) most * layers * devices <= MOST_STATES;
    }

    /** Whether any number of stages is as asked. */
    boolean isPossible() {
        return constraints.stages().orElse(most) == most;
    }

    /** At least 1. */
    int phases() {
        return counted ? most : 1;
    }

    int firstPhase() {
        return phases() - 1;
    }

    /** Whether another stage may follow one in this phase. */
    boolean mayGoOn(int phase) {
        return !counted || phase > 0;
    }

    /** The phase of the stage after one in a phase that may go on. */
    int after(int phase) {
        return counted ? phase - 1 : phase;
    }

    /** Whether a pipeline may end with a stage in this phase. */
    boolean mayEnd(int phase) {
        return !counted || constraints.stages().isEmpty() || phase == 0;
    }

    /** Whether a whole pipeline has as many stages as it may have. */
    boolean allows(int stages) {
        return constraints.allowsStages(stages);
    }

    /** What two beginnings of a pipeline must have in common for each end of one to suit the other. */
    int rank(int stages) {
        return limited ? stages : 0;
    }
}
