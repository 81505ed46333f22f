package hewn.pipeline;

import hewn.inference.ModelId;
import hewn.placement.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        Optional<Failure> failure) {
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
