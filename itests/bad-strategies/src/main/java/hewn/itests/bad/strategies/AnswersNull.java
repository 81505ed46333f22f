package hewn.itests.bad.strategies;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import org.osgi.service.component.annotations.Component;

/** Answers nothing. */
@Component
@StrategyName("answers-null")
public final class AnswersNull implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        return null;
    }
}
