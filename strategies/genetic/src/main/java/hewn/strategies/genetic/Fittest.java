package hewn.strategies.genetic;

import hewn.placement.IndexedProblem;
import hewn.placement.Stage;
import java.util.List;

/**
 * The fittest so far.
 *
 * @param repaired the placement
 * @param fitness how fit it is
 * @param generation the one in which it was born; 0 for a seed
 */
record Fittest(Repaired repaired, Fitness fitness, long generation) {
    /** The fitter one; this one of two that are as fit. */
    Fittest or(Fittest other) {
        return other.fitness.compareTo(fitness) < 0 ? other : this;
    }

    List<Stage> stages(IndexedProblem problem) {
        return repaired.stages(problem);
    }

    /** For people. */
    String explanation(int population) {
        return generation == 0
                ? "no generation of " + population + " placements was better than where they began"
                : "bred in generation " + generation + " of " + population + " placements each";
    }
}
