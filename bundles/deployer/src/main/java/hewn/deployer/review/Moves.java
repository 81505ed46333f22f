package hewn.deployer.review;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.plan.Proposal;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.queue.Turn;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.Review;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves of what serves that nobody ordered. They share a queue with orders and repairs, and give way to them at any step
 * before the switch.
 */
public final class Moves {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private static final Failure GAVE_WAY = FailureCode.CANCELLED.failure(
            "a move that nobody ordered gave way to what was ordered or lost meanwhile",
            "nothing is to be done; it is planned again later");

    /** Sees to one. */
    public interface Roll {
        /**
         * Whether it still gains what it must.
         *
         * @param proposal where it is to run
         * @return false if the model had better stay
         */
        boolean gains(Proposal proposal);

        /**
         * Brings a generation to where it is proposed, or says why not.
         *
         * @param generation which one
         * @param from what serves
         * @param proposal where it is to run
         */
        void run(GenerationRecord generation, Active from, Proposal proposal);
    }

    private final DeploymentState state;
    private final Generations generations;
    private final RolloutQueue queue;
    private final BooleanSupplier atRest;
    private final Roll roll;

    /** The last one, which may have ended. Guarded by the state. */
    private Optional<Turn> last = Optional.empty();

    /**
     * Moves of one deployment.
     *
     * @param state of the deployment
     * @param generations begins generations
     * @param queue of the deployment's rollouts
     * @param atRest whether nothing else is to be done
     * @param roll sees to each of them
     */
    public Moves(
            DeploymentState state, Generations generations, RolloutQueue queue, BooleanSupplier atRest, Roll roll) {
        this.state = state;
        this.generations = generations;
        this.queue = queue;
        this.atRest = atRest;
        this.roll = roll;
    }

    /**
     * It runs well, but would run better elsewhere.
     *
     * @param serving what runs
     * @param proposal where it is to run
     * @param review why it is to move
     */
    public void begin(Active serving, Proposal proposal, Review review) {
        synchronized (state) {
            Turn move = Turn.aside(() -> move(serving, proposal, review));
            last = Optional.of(move);
            queue.first(move);
        }
    }

    /**
     * Whether one is on its way.
     *
     * @return false if none is, or the last one has ended
     */
    public boolean isUnderWay() {
        synchronized (state) {
            return last.filter(queue::holds).isPresent();
        }
    }

    /** Something else is to be done first. */
    public void giveWay() {
        synchronized (state) {
            last.ifPresent(queue::drop);
        }
    }

    /**
     * What is said of a move's failure: that it gave way, whatever step failed by that, unless all is ended.
     *
     * @param failure of some step
     * @return what is to be said
     */
    public Failure said(Failure failure) {
        return queue.isGivingWay() && !state.isClosed() ? GAVE_WAY : failure;
    }

    private void move(Active serving, Proposal proposal, Review review) {
        if (!isWanted(serving) || !roll.gains(proposal)) {
            return; // what was ordered or lost meanwhile goes first, and a later review sees to the rest
        }
        try {
            GenerationRecord generation = generations.begin(state.wanted().model());
            generation.reviewed(review);
            roll.run(generation, serving, proposal);
        } catch (UncheckedIOException failure) {
            LOG.warn("Model {} stays where it is: {}", state.wanted().model(), failure.getMessage(), failure);
        }
    }

    private boolean isWanted(Active serving) {
        synchronized (state) {
            return atRest.getAsBoolean()
                    && state.active().filter(serving::equals).isPresent();
        }
    }
}
