package hewn.dispatcher;

import hewn.pipeline.Pipeline;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a request's inputs with what the model takes, so that a device never sees what does not fit.
 */
final class InputCheck {
    private InputCheck() {}

    static Optional<String> mismatch(Pipeline pipeline, Map<String, Tensor> inputs) {
        List<TensorSpec> specs = pipeline.signature().inputs();
        return specs.stream()
                .flatMap(spec -> mismatch(spec, inputs.get(spec.name())).stream())
                .findFirst()
                .or(() -> unknown(specs, inputs));
    }

    private static Optional<String> mismatch(TensorSpec spec, Tensor input) {
        if (input == null) {
            return Optional.of("input '" + spec.name() + "' is missing: the model takes " + spec);
        }
        if (input.type() != spec.type() || !spec.shape().accepts(input.shape())) {
            return Optional.of("input '" + spec.name() + "' is " + input.type() + input.shape()
                    + ", but the model takes " + spec.type() + spec.shape());
        }
        return Optional.empty();
    }

    private static Optional<String> unknown(List<TensorSpec> specs, Map<String, Tensor> inputs) {
        List<String> known = specs.stream().map(TensorSpec::name).toList();
        return inputs.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "the model has no input '" + name + "': it takes " + known);
    }
}
