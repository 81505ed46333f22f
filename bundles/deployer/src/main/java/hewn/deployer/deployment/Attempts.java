package hewn.deployer.deployment;

import hewn.deployer.canary.Trials;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.Outlook;
import hewn.deployer.plan.Proposal;
import hewn.deployer.queue.OrderTurn;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.repair.DeviceWatch;
import hewn.deployer.review.Reviews;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Brings generations of a deployment to serve: those that were ordered, and those that the gateway begins by itself. */
final class Attempts {
    private final DeploymentState state;
    private final RolloutQueue queue;
    private final Rollout rollout;
    private final DeviceWatch watch;
    private final Reviews reviews;
    private final Succession succession;
    private final Trials trials;
    private final StandBy standBy;

    /**
     * Attempts of one deployment.
     *
     * @param queue in which each has its turn
     * @param watch knows which devices are missed
     * @param reviews hear what a new placement was planned by
     */
    Attempts(
            DeploymentState state,
            RolloutQueue queue,
            Rollout rollout,
            DeviceWatch watch,
            Reviews reviews,
            Succession succession,
            Trials trials,
            StandBy standBy) {
        this.state = state;
        this.queue = queue;
        this.rollout = rollout;
        this.watch = watch;
        this.reviews = reviews;
        this.succession = succession;
        this.trials = trials;
        this.standBy = standBy;
    }

    /** Carries out what was ordered; what it has to be left for goes first. */
    void order(OrderTurn order, DeploymentRequest request, Proposal proposal) {
        GenerationRecord generation = order.generation();
        attempt(request, generation, proposal, true, failure -> {
            if (!isBegunAgain(order, failure)) {
                succession.fail(generation, trials.explain(generation, failure));
            }
        });
    }

    private boolean isBegunAgain(OrderTurn order, Failure failure) {
        synchronized (state) {
            boolean isLeft = reasonToBeginAgain(order, failure)
                    .filter(why -> order.leave(failure, why))
                    .isPresent();
            if (isLeft) {
                queue.order(order);
            }
            return isLeft;
        }
    }

    /** An order that gave way has another turn; so has one that lost a device which is missed anyhow, or was restarted. */
    private Optional<String> reasonToBeginAgain(OrderTurn order, Failure failure) {
        if (queue.isGivingWay()) {
            return Optional.of("gives way to a repair, and begins again after it");
        }
        boolean isLost = FailureCode.DEVICE_UNREACHABLE.isCodeOf(failure)
                && (watch.missesAny(order.devices()) || order.isExcused());
        return isLost ? Optional.of("begins again, for it lost a device: " + failure.message()) : Optional.empty();
    }

    /**
     * Does what the gateway does by itself, for what is wanted now: it comes to nothing if something else is by then, such
     * as a canary that was promoted.
     */
    void again(GenerationRecord generation, Proposal proposal, UnaryOperator<Failure> said) {
        attempt(
                state.wanted(),
                generation,
                proposal,
                false,
                failure -> succession.fail(generation, said.apply(failure)));
    }

    private void attempt(
            DeploymentRequest request,
            GenerationRecord generation,
            Proposal proposal,
            boolean isOrdered,
            Consumer<Failure> fail) {
        RolloutAttempt.of(
                generation,
                () -> {
                    Outlook begun = reviews.outlook(request);
                    Pipeline pipeline = rollout.run(generation, request, proposal);
                    Outlook now = begun.withHops(reviews.outlook(request)); // which a new order waits for
                    synchronized (state) {
                        if (!isOrdered) {
                            requireWanted(request);
                        }
                        if (Thread.interrupted()) {
                            throw new InterruptedException("something else is to be done first");
                        }
                        succession.switchTo(request, new Active(generation, pipeline));
                        if (isOrdered) {
                            state.ordered(generation.number());
                        }
                    }
                    served(proposal.plannedBy()
                            .or(() -> isOrdered || isPlanned(generation) ? Optional.of(now) : Optional.empty()));
                },
                fail);
    }

    private void requireWanted(DeploymentRequest request) throws RolloutException {
        if (state.wanted() != request) {
            throw new RolloutException(FailureCode.CANCELLED, "something else serves by now", "nothing is to be done");
        }
    }

    /** Something new serves. */
    void served(Optional<Outlook> plannedBy) {
        queue.first(standBy);
        reviews.served(plannedBy);
    }

    /** Else it took its former places, and no strategy was asked. */
    private static boolean isPlanned(GenerationRecord generation) {
        return !generation.status().attempts().isEmpty();
    }
}
