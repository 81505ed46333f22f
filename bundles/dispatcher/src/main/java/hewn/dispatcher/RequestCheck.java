package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.Pipeline;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what a request asks for with what is served, so that a device never sees what does not fit.
 */
final class RequestCheck {
    private RequestCheck() {}

    /** Why a pipeline can't answer a request; empty if it can. */
    static Optional<Rejection> refusal(Pipeline pipeline, InferenceRequest request) {
        return otherVersion(pipeline, request)
                .or(() -> otherSignature(pipeline, request))
                .map(what -> Rejections.notFound(pipeline.model().name(), what))
                .or(() -> mismatch(pipeline, request.inputs()).map(Rejections::invalid));
    }

    private static Optional<String> otherVersion(Pipeline pipeline, InferenceRequest request) {
        long version = pipeline.model().version();
        return request.version().orElse(version) == version
                ? Optional.empty()
                : Optional.of("is served in version " + version + ", not "
                        + request.version().getAsLong());
    }

    private static Optional<String> otherSignature(Pipeline pipeline, InferenceRequest request) {
        String signature = pipeline.signature().name();
        return request.signature()
                .filter(asked -> !asked.equals(signature))
                .map(asked -> "is served with signature '" + signature + "', not '" + asked + "'");
    }

    /** What is wrong with inputs; empty if the model takes them. */
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
