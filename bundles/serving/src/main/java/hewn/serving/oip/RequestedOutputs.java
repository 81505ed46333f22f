package hewn.serving.oip;

import hewn.inference.Signature;
import hewn.serving.exchange.RequestException;
import hewn.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out which outputs a request wants, and in which form.
 */
final class RequestedOutputs {
    private RequestedOutputs() {}

    static List<RequestedOutput> of(List<OutputName> named, Parameters request, Signature signature)
            throws RequestException {
        boolean binary = request.flag("binary_data_output").orElse(false);
        List<RequestedOutput> outputs = new ArrayList<>();
        if (named.isEmpty()) {
            for (TensorSpec spec : signature.outputs()) {
                outputs.add(output(spec, binary));
            }
            return outputs;
        }
        Set<String> seen = new HashSet<>();
        for (OutputName output : named) {
            if (!seen.add(output.name())) {
                throw RequestException.invalid("output '" + output.name() + "' is asked for twice");
            }
            output.parameters().requireNone("output '" + output.name() + "'", "classification", "shared_memory_region");
            outputs.add(output(
                    spec(output.name(), signature),
                    output.parameters().flag("binary_data").orElse(binary)));
        }
        return outputs;
    }

    private static TensorSpec spec(String name, Signature signature) throws RequestException {
        return signature.outputs().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestException.invalid("unexpected output '" + name + "': the model gives "
                        + signature.outputs().stream().map(TensorSpec::name).toList()));
    }

    private static RequestedOutput output(TensorSpec spec, boolean binary) throws RequestException {
        if (!binary && Datatype.isBinaryOnly(spec.type())) {
            throw RequestException.invalid("output '" + spec.name() + "' has datatype " + Datatype.name(spec.type())
                    + ", which JSON has no notation for; ask for it with the parameter 'binary_data': true");
        }
        return new RequestedOutput(spec, binary);
    }
}
