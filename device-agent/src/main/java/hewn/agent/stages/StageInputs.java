package hewn.agent.stages;

import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import hewn.wire.DeviceCommand.LoadStage;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stage takes: the inputs of its slice, and what bypasses it.
 *
 * @param spec the command that loaded the stage
 */
record StageInputs(LoadStage spec) {
    /** What is wrong with some tensors, for people; empty if they fit. */
    Optional<String> misfit(Map<String, Tensor> tensors) {
        return Stream.concat(
                        spec.inputs().stream().flatMap(input -> misfit(input, tensors).stream()),
                        missingBypass(tensors))
                .findFirst();
    }

    private static Optional<String> misfit(TensorSpec input, Map<String, Tensor> tensors) {
        Tensor tensor = tensors.get(input.name());
        if (tensor == null) {
            return Optional.of("input '" + input.name() + "' is missing; got " + tensors.keySet());
        }
        if (tensor.type() != input.type() || !input.shape().accepts(tensor.shape())) {
            return Optional.of("input '" + input.name() + "' must be " + input.type() + input.shape() + ", but is "
                    + tensor.type() + tensor.shape());
        }
        return Optional.empty();
    }

    /**
     * Whether tensors that fit are one sample: by the first dimension of the first input, if it is free, for that is the
     * batch. A model without a free one computes the same every time.
     */
    boolean isSingleSample(Map<String, Tensor> tensors) {
        if (spec.inputs().isEmpty()) {
            return true;
        }
        TensorSpec first = spec.inputs().get(0);
        return first.shape()
                .dimensions()
                .map(dimensions -> dimensions.isEmpty()
                        || dimensions.get(0).isPresent()
                        || tensors.get(first.name()).shape().dimensions().get(0) == 1)
                .orElse(false);
    }

    private Stream<String> missingBypass(Map<String, Tensor> tensors) {
        return spec.bypass().stream()
                .filter(name -> !tensors.containsKey(name))
                .map(name -> "tensor '" + name + "', to be handed on, is missing; got " + tensors.keySet());
    }
}
