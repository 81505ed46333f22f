package hewn.deployer.review;

import hewn.deployer.device.CutOffDevices;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.Outlook;
import hewn.deployer.plan.Placer;
import hewn.deployer.plan.Proposal;
import hewn.fleet.FleetMonitor;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.Stage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Plans what serves again, and compares.
 *
 * @param placer states what has to be placed
 * @param besides states it on the memory that what serves leaves, for a move is loaded while all of that is
 * @param planner finds the other placement
 * @param fleet the devices that are online
 * @param cutOff which of them are left out
 * @param settings what another placement must gain, at this moment
 * @param clock tells when a review was made
 * @param nanoTime measures how long ago something was
 */
public record PlacementReview(
        Placer placer,
        Placer besides,
        Planner planner,
        FleetMonitor fleet,
        CutOffDevices cutOff,
        Supplier<ReplanSettings> settings,
        Clock clock,
        LongSupplier nanoTime) {
    /**
     * What became of it.
     *
     * @param moveTo where it is to run; empty if it stays
     * @param isSettled whether it stays until there is news; a move may still come to nothing
     * @param verdict for people
     */
    record Outcome(Optional<Proposal> moveTo, boolean isSettled, String verdict) {
        static Outcome stays(String why) {
            return new Outcome(Optional.empty(), true, why);
        }

        static Outcome staysForNow(String why) {
            return new Outcome(Optional.empty(), false, why);
        }
    }

    /** What a plan would go by now. */
    Outlook outlook(DeploymentRequest request) {
        return Outlook.of(
                planner.offers(request.model().name(), request.objective(), request.strategy()),
                cutOff.without(request.model().name(), fleet.snapshot()),
                request.constraints());
    }

    /** What a placement costs by the figures of now, under its objective; empty if it would not be valid. */
    OptionalDouble cost(DeploymentRequest request, List<Stage> places) throws RolloutException {
        PlacementProblem problem = placer.problem(request);
        return Proposal.again(places)
                .placement(problem)
                .map(present -> OptionalDouble.of(problem.objective().cost(present.prediction())))
                .orElse(OptionalDouble.empty());
    }

    /**
     * Plans and compares; this takes as long as the strategies do.
     *
     * @param places where it runs
     * @param plannedBy what the plan goes by
     * @param last tells what it must gain to go back
     */
    Outcome of(DeploymentRequest request, List<Stage> places, Outlook plannedBy, LastMove last)
            throws RolloutException {
        PlanDecision plan =
                planner.plan(request.model().name(), besides.problem(request), placer.stillOffered(request));
        if (plan.answer() instanceof Infeasible none) {
            return Outcome.stays("no plan: " + none.reason() + "; stays");
        }
        Placement other = (Placement) plan.answer();
        String who = "'" + plan.strategy() + "' on " + other.devices() + ": ";
        if (other.stages().equals(places)) {
            return Outcome.stays(who + "the same placement; stays");
        }
        PlacementProblem problem = placer.problem(request);
        Optional<Placement> present = Proposal.again(places).placement(problem);
        if (present.isEmpty()) { // a lost device is repaired, or comes back
            return Outcome.staysForNow(who + "the present placement can't be predicted at this moment; stays");
        }
        Comparison compared = Comparison.of(problem, present.get(), other);
        ReplanSettings required = last.required(other.stages(), settings.get());
        String verdict = who + compared.verdict(required);
        if (!compared.moves(required)) {
            return Outcome.stays(verdict);
        }
        return UnmeasuredHop.in(other.stages(), problem.fleet())
                .map(hop -> Outcome.staysForNow(who + hop + "; stays until it is"))
                .orElseGet(() -> new Outcome(Optional.of(Proposal.of(plan, other, plannedBy)), false, verdict));
    }

    /** Whether a move still gains what it must, a while after it was planned. */
    boolean stillGains(DeploymentRequest request, List<Stage> places, Proposal move, LastMove last) {
        try {
            PlacementProblem problem = placer.problem(request);
            Optional<Placement> present = Proposal.again(places).placement(problem);
            Optional<Placement> other = move.placement(problem);
            return present.isPresent()
                    && other.isPresent()
                    && Comparison.of(problem, present.get(), other.get())
                            .moves(last.required(move.stages(), settings.get()));
        } catch (RolloutException impossible) {
            return false;
        }
    }
}
