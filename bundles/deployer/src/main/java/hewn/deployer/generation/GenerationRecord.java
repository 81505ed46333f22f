package hewn.deployer.generation;

import hewn.inference.ModelId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.Review;
import hewn.placement.Placement;
import hewn.placement.PlanDecision.Attempt;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one generation, step by step; every change is told to the board.
 */
public final class GenerationRecord {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationRecord.class);

    private final Clock clock;
    private final Consumer<GenerationStatus> board;
    private GenerationStatus status;

    /**
     * It begins, and the board is told.
     *
     * @param number of the generation
     * @param model what it serves
     * @param clock tells when it happens
     * @param board is told of every change
     */
    public GenerationRecord(long number, ModelId model, Clock clock, Consumer<GenerationStatus> board) {
        this.clock = clock;
        this.board = board;
        this.status = GenerationStatus.planned(number, model, clock.instant());
        board.accept(status);
    }

    /**
     * What it is now.
     *
     * @return its status
     */
    public synchronized GenerationStatus status() {
        return status;
    }

    /**
     * Its number, which no other generation of this gateway has.
     *
     * @return from 1 on
     */
    public long number() {
        return status().number();
    }

    /**
     * It goes on, in the state that it is in.
     *
     * @param progress for people
     */
    public void progress(String progress) {
        change(s -> s.withProgress(progress));
    }

    /**
     * It has places.
     *
     * @param strategy who found them
     * @param placement where, with what is predicted
     */
    public void placed(String strategy, Placement placement) {
        change(s -> s.withPlacement(strategy, placement));
    }

    /**
     * Strategies were asked.
     *
     * @param attempts what became of each, in order
     */
    public void tried(List<Attempt> attempts) {
        change(s -> s.withAttempts(attempts));
    }

    /**
     * Its slices are on the disk of the gateway.
     *
     * @param stages which slice goes where
     */
    public void cut(List<PipelineStage> stages) {
        change(s -> s.withStages(stages));
    }

    /**
     * The devices hold its slices, and pulled some bytes of them.
     *
     * @param bytes that they pulled
     * @param ofBytes the size of all slices
     */
    public void shipped(long bytes, long ofBytes) {
        LOG.info("Generation {} of {}: {} of {} bytes were shipped", number(), status().model(), bytes, ofBytes);
        change(s -> s.withShipped(bytes).withProgress(bytes + " of " + ofBytes + " bytes were shipped"));
    }

    /**
     * It was compared with another plan.
     *
     * @param review what came of it
     */
    public void reviewed(Review review) {
        change(s -> s.withReview(review));
    }

    /**
     * It enters a state, as it should.
     *
     * @param state the next one
     * @param progress for people
     */
    public void enter(GenerationState state, String progress) {
        LOG.info("Generation {} of {} is {}: {}", number(), status().model(), state, progress);
        change(s -> s.entering(state, clock.instant(), progress, Optional.empty()));
    }

    /**
     * It enters a state because something went wrong.
     *
     * @param state the next one
     * @param failure what, and what to do
     */
    public void enter(GenerationState state, Failure failure) {
        LOG.warn(
                "Generation {} of {} is {} ({}): {}; {}",
                number(),
                status().model(),
                state,
                failure.code(),
                failure.message(),
                failure.remedy());
        change(s -> s.entering(state, clock.instant(), failure.message(), Optional.of(failure)));
    }

    /**
     * It stays in its state, for another reason.
     *
     * @param failure what is wrong now, and what to do
     */
    public void explain(Failure failure) {
        LOG.warn(
                "Generation {} of {} is still {}: {}", number(), status().model(), status().state(), failure.message());
        change(s -> s.withFailure(failure));
    }

    /**
     * It ends; why it was ended by the gateway itself, if it was, stays known.
     *
     * @param progress for people, unless a failure is known
     */
    public void retire(String progress) {
        LOG.info("Generation {} of {} is RETIRED: {}", number(), status().model(), progress);
        change(s -> s.entering(
                GenerationState.RETIRED,
                clock.instant(),
                s.failure().map(Failure::message).orElse(progress),
                s.failure()));
    }

    /**
     * Does something if it is in one of these states, which it does not leave before that is done.
     *
     * @param states in which it is done
     * @param action what is done
     */
    public synchronized void during(Set<GenerationState> states, Runnable action) {
        if (states.contains(status.state())) {
            action.run();
        }
    }

    private synchronized void change(UnaryOperator<GenerationStatus> change) {
        status = change.apply(status);
        board.accept(status);
    }
}
