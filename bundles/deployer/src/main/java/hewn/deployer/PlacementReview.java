package hewn.deployer;

import hewn.fleet.FleetMonitor;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Plans what serves again, and compares.
 *
 * @param settings what another placement must gain, at this moment
 */
record PlacementReview(Rollout rollout, Planner planner, FleetMonitor fleet, Supplier<ReplanSettings> settings) {
    /**
     * What became of it.
     *
     * @param moveTo where it is to run; empty if it stays
     * @param verdict for people
     */
    record Outcome(Optional<Proposal> moveTo, String verdict) {
        static Outcome stays(String why) {
            return new Outcome(Optional.empty(), why);
        }
    }

    /** What a plan would go by now. */
    Outlook outlook(DeploymentRequest request) {
        return Outlook.of(
                planner.offers(request.model().name(), request.objective(), request.strategy()),
                fleet.snapshot(),
                request.constraints());
    }

    /** What a placement costs by the figures of now, under its objective; empty if it would not be valid. */
    OptionalDouble cost(DeploymentRequest request, List<Stage> places) throws RolloutException {
        PlacementProblem problem = rollout.problem(request);
        return Proposal.again(places)
                .placement(problem)
                .map(present -> OptionalDouble.of(problem.objective().cost(present.prediction())))
                .orElse(OptionalDouble.empty());
    }

    /** Plans and compares; this takes as long as the strategies do. */
    Outcome of(DeploymentRequest request, List<Stage> places) throws RolloutException {
        PlacementProblem problem = rollout.problem(request);
        PlanDecision plan = planner.plan(request.model().name(), problem, rollout.stillOffered(request));
        if (plan.answer() instanceof Infeasible none) {
            return Outcome.stays("no plan: " + none.reason() + "; stays");
        }
        Placement other = (Placement) plan.answer();
        String who = "'" + plan.strategy() + "' on " + other.devices() + ": ";
        if (other.stages().equals(places)) {
            return Outcome.stays(who + "the same placement; stays");
        }
        Optional<Comparison> comparison =
                Proposal.again(places).placement(problem).map(present -> Comparison.of(problem, present, other));
        boolean moves = comparison.map(c -> c.moves(settings.get())).orElse(true);
        return new Outcome(
                moves ? Optional.of(Proposal.of(plan, other)) : Optional.empty(),
                who
                        + comparison
                                .map(c -> c.verdict(settings.get()))
                                .orElse("the present placement is not valid any more; moves"));
    }
}
