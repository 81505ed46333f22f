package hewn.deployer.plan;

import hewn.pipeline.DeploymentRequest;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementValidator;
import hewn.placement.PlanDecision;
import hewn.placement.PlanDecision.Attempt;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Where a generation is to run, if that is still possible.
 *
 * @param stages where; empty if a plan is still to be made
 * @param plan whose answer it is; empty if the model just ran there before
 * @param plannedBy what that plan went by
 */
public record Proposal(List<Stage> stages, Optional<PlanDecision> plan, Optional<Outlook> plannedBy) {
    /** A plan is still to be made. */
    public static final Proposal NONE = new Proposal(List.of(), Optional.empty(), Optional.empty());

    public Proposal {
        stages = List.copyOf(stages);
    }

    /** Where it ran before. */
    public static Proposal again(List<Stage> stages) {
        return new Proposal(stages, Optional.empty(), Optional.empty());
    }

    /** What was planned a moment ago. */
    public static Proposal of(PlanDecision plan, Placement answer, Outlook plannedBy) {
        return new Proposal(answer.stages(), Optional.of(plan), Optional.of(plannedBy));
    }

    /** The placement, with figures of now; empty if it is not valid, or there is none. */
    public Optional<Placement> placement(PlacementProblem problem) {
        boolean possible = !stages.isEmpty()
                && PlacementValidator.violation(problem, stages).isEmpty();
        return possible ? Optional.of(predicted(problem)) : Optional.empty();
    }

    /** Where it ran before, with another device in the place of one that is gone; empty if that is not possible. */
    public Optional<Placement> standIn(PlacementProblem problem) {
        return plan.isPresent() ? Optional.empty() : StandIn.of(problem, stages);
    }

    private Placement predicted(PlacementProblem problem) {
        return plan.map(PlanDecision::answer)
                .map(Placement.class::cast)
                .map(answer ->
                        new Placement(stages, problem.costs().predict(stages), answer.bound(), answer.explanation()))
                .orElseGet(() -> Placement.of(stages, problem.costs(), "the devices take their places again"));
    }

    /** Who placed it, for people. */
    public String strategy(DeploymentRequest request) {
        return plan.map(PlanDecision::strategy).orElse(request.strategy().orElse("unchanged"));
    }

    /**
     * What became of the strategies that were asked for it.
     *
     * @return in the order in which they were asked; empty if none was
     */
    public List<Attempt> attempts() {
        return plan.map(PlanDecision::attempts).orElse(List.of());
    }
}
