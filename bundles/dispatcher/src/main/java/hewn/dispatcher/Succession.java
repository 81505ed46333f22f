package hewn.dispatcher;

import hewn.pipeline.Pipeline;
import hewn.tensor.TensorSpec;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether a request that was meant for one pipeline may be answered by the one that has taken its place.
 */
final class Succession {
    private Succession() {}

    /** Why it may not; empty if it may. A request that names a label asks for whatever version has it. */
    static Optional<String> obstacle(PendingRequest request, Pipeline successor) {
        Pipeline former = request.meantFor();
        if (former.model().equals(successor.model()) && former.signature().equals(successor.signature())) {
            return Optional.empty();
        }
        return otherVersion(request, successor)
                .or(() -> otherSignature(former, successor))
                .or(() -> RequestCheck.mismatch(successor, request.asked().inputs()))
                .map(what -> "while the request was under way, " + successor.model() + " took the place of "
                        + former.model() + ", which it was meant for: " + what);
    }

    private static Optional<String> otherVersion(PendingRequest request, Pipeline successor) {
        return request.asked().version().orElse(successor.model().version())
                        == successor.model().version()
                ? Optional.empty()
                : Optional.of(
                        "it asked for version " + request.asked().version().getAsLong());
    }

    private static Optional<String> otherSignature(Pipeline former, Pipeline successor) {
        boolean same = former.signature().name().equals(successor.signature().name())
                && outputs(former).equals(outputs(successor));
        return same
                ? Optional.empty()
                : Optional.of("it is called by signature '"
                        + successor.signature().name() + "' with the outputs " + outputs(successor));
    }

    private static Set<String> outputs(Pipeline pipeline) {
        return pipeline.signature().outputs().stream().map(TensorSpec::name).collect(Collectors.toSet());
    }
}
