package hewn.pipeline;

import hewn.inference.ModelId;
import hewn.inference.Signature;
import java.util.List;
import java.util.Objects;

/**
 * One generation of what serves a model: loaded slices in a row.
 *
 * @param generation its number, greater than that of every generation before it: the fencing epoch
 * @param model what it serves
 * @param signature how it is called
 * @param stages in order
 */
public record Pipeline(long generation, ModelId model, Signature signature, List<PipelineStage> stages) {
    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if there is no stage or the number is not positive
     */
    public Pipeline {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(signature, "signature");
        stages = List.copyOf(stages);
        if (stages.isEmpty() || generation <= 0) {
            throw new IllegalArgumentException(
                    "a pipeline has stages and a positive number, but got " + stages.size() + " and " + generation);
        }
    }
}
