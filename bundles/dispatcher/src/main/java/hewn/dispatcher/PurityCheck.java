package hewn.dispatcher;

import hewn.pipeline.Pipeline;
import hewn.tensor.TensorSpec;
import hewn.wire.Frame;
import java.util.List;
import java.util.Optional;

/**
 * Refuses an answer that was not computed by the slices of its generation, each once and in order, or is not whole.
 */
final class PurityCheck {
    private PurityCheck() {}

    static Optional<String> impurity(Pipeline pipeline, Frame.Tensors answer) {
        List<String> expected = pipeline.stages().stream()
                .map(stage -> stage.slice().digest().abbreviated())
                .toList();
        List<String> passed =
                answer.passed().stream().map(hop -> hop.slice().abbreviated()).toList();
        if (!passed.equals(expected)) {
            return Optional.of("it passed the slices " + passed + " instead of " + expected);
        }
        return pipeline.signature().outputs().stream()
                .map(TensorSpec::name)
                .filter(name -> !answer.tensors().containsKey(name))
                .findFirst()
                .map(name -> "it lacks the output '" + name + "'");
    }
}
