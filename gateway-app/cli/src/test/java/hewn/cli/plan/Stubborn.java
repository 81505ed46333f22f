package hewn.cli.plan;

import hewn.placement.Infeasible;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;

/** Somebody's strategy that never has an answer. */
public final class Stubborn implements PlacementStrategy {
    /** As declarative services make it. */
    public Stubborn() {}

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        return new Infeasible("I do not want to");
    }
}
