package hewn.pipeline;

import hewn.inference.ModelId;
import hewn.placement.Placement;
import hewn.placement.PlanDecision.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A generation at one moment.
 *
 * @param number which generation
 * @param model what it serves
 * @param state where it stands
 * @param history every state that it was in, with the moment it entered it, in order
 * @param strategy the name of the strategy that placed it; empty until it is placed
 * @param placement where its slices go; empty until it is placed
 * @param stages one for each stage of the placement; empty until the model is cut
 * @param progress for people: what is being done now, or why it failed
 * @param failure why it failed or is degraded, if it did
 * @param attempts every strategy that was asked for the placement, in order, and what became of it
 * @param shippedBytes what the devices had to pull of its slices, in bytes; empty until they have them
 * @param review what became of the last comparison with another plan: of this generation, or the one that led to it
 */
public record GenerationStatus(
        long number,
        ModelId model,
        GenerationState state,
        List<Step> history,
        Optional<String> strategy,
        Optional<Placement> placement,
        List<PipelineStage> stages,
        String progress,
        Optional<Failure> failure,
        List<Attempt> attempts,
        OptionalLong shippedBytes,
        Optional<Review> review) {
    /** Requires and copies all parts. */
    public GenerationStatus {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(state, "state");
        history = List.copyOf(history);
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(placement, "placement");
        stages = List.copyOf(stages);
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(failure, "failure");
        attempts = List.copyOf(attempts);
        Objects.requireNonNull(shippedBytes, "shippedBytes");
        Objects.requireNonNull(review, "review");
    }

    /**
     * A generation for which no strategy was asked.
     *
     * @param number which generation
     * @param model what it serves
     * @param state where it stands
     * @param history every state that it was in, with the moment it entered it, in order
     * @param strategy the name of the strategy that placed it; empty until it is placed
     * @param placement where its slices go; empty until it is placed
     * @param stages one for each stage of the placement; empty until the model is cut
     * @param progress for people: what is being done now, or why it failed
     * @param failure why it failed or is degraded, if it did
     */
    public GenerationStatus(
            long number,
            ModelId model,
            GenerationState state,
            List<Step> history,
            Optional<String> strategy,
            Optional<Placement> placement,
            List<PipelineStage> stages,
            String progress,
            Optional<Failure> failure) {
        this(
                number,
                model,
                state,
                history,
                strategy,
                placement,
                stages,
                progress,
                failure,
                List.of(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /**
     * A generation that was just decided on.
     *
     * @param number which generation
     * @param model what it is to serve
     * @param at when
     * @return its first status
     */
    public static GenerationStatus planned(long number, ModelId model, Instant at) {
        return new GenerationStatus(
                number,
                model,
                GenerationState.PLANNED,
                List.of(new Step(GenerationState.PLANNED, at)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "waiting for its turn",
                Optional.empty());
    }

    /**
     * This status with other words.
     *
     * @param words what is being done now
     * @return a copy
     */
    public GenerationStatus withProgress(String words) {
        return new GenerationStatus(
                number,
                model,
                state,
                history,
                strategy,
                placement,
                stages,
                words,
                failure,
                attempts,
                shippedBytes,
                review);
    }

    /**
     * This status with a placement.
     *
     * @param by the name of the strategy
     * @param where its slices go
     * @return a copy
     */
    public GenerationStatus withPlacement(String by, Placement where) {
        return new GenerationStatus(
                number,
                model,
                state,
                history,
                Optional.of(by),
                Optional.of(where),
                stages,
                progress,
                failure,
                attempts,
                shippedBytes,
                review);
    }

    /**
     * This status with what became of the strategies that were asked.
     *
     * @param asked every strategy, in order
     * @return a copy
     */
    public GenerationStatus withAttempts(List<Attempt> asked) {
        return new GenerationStatus(
                number,
                model,
                state,
                history,
                strategy,
                placement,
                stages,
                progress,
                failure,
                asked,
                shippedBytes,
                review);
    }

    /**
     * This status with slices on devices.
     *
     * @param cut one for each stage
     * @return a copy
     */
    public GenerationStatus withStages(List<PipelineStage> cut) {
        return new GenerationStatus(
                number,
                model,
                state,
                history,
                strategy,
                placement,
                cut,
                progress,
                failure,
                attempts,
                shippedBytes,
                review);
    }

    /**
     * This status with what was shipped.
     *
     * @param bytes what the devices had to pull
     * @return a copy
     */
    public GenerationStatus withShipped(long bytes) {
        return new GenerationStatus(
                number,
                model,
                state,
                history,
                strategy,
                placement,
                stages,
                progress,
                failure,
                attempts,
                OptionalLong.of(bytes),
                review);
    }

    /**
     * This status after a comparison with another plan.
     *
     * @param last what became of it
     * @return a copy
     */
    public GenerationStatus withReview(Review last) {
        return new GenerationStatus(
                number,
                model,
                state,
                history,
                strategy,
                placement,
                stages,
                progress,
                failure,
                attempts,
                shippedBytes,
                Optional.of(last));
    }

    /**
     * This generation in another state.
     *
     * @param next the state that it enters
     * @param at when
     * @param words for people
     * @param why why it failed or is degraded, if it did
     * @return a copy with a longer history
     */
    public GenerationStatus entering(GenerationState next, Instant at, String words, Optional<Failure> why) {
        List<Step> longer = new ArrayList<>(history);
        longer.add(new Step(next, at));
        return new GenerationStatus(
                number, model, next, longer, strategy, placement, stages, words, why, attempts, shippedBytes, review);
    }

    /**
     * This generation in the same state, for another reason.
     *
     * @param why why it is degraded now
     * @return a copy with the same history
     */
    public GenerationStatus withFailure(Failure why) {
        return new GenerationStatus(
                number,
                model,
                state,
                history,
                strategy,
                placement,
                stages,
                why.message(),
                Optional.of(why),
                attempts,
                shippedBytes,
                review);
    }

    /**
     * One state and when it was entered.
     *
     * @param state which
     * @param at when
     */
    public record Step(GenerationState state, Instant at) {}

    /**
     * Why a generation does not serve.
     *
     * @param code short and stable, such as {@code NO_PLACEMENT}; documented with its remedy
     * @param message what is wrong and where
     * @param remedy what to do
     */
    public record Failure(String code, String message, String remedy) {}
}
