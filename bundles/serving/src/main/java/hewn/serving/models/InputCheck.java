package hewn.serving.models;

import hewn.inference.Signature;
import hewn.serving.exchange.RequestException;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds the inputs of a request against a signature, and says in a protocol's words what does not fit.
 */
public final class InputCheck {
    private final Signature signature;
    private final Function<ElementType, String> typeNames;

    /**
     * Checks against a signature.
     *
     * @param signature how the model is called
     * @param typeNames what the protocol calls each element type
     */
    public InputCheck(Signature signature, Function<ElementType, String> typeNames) {
        this.signature = signature;
        this.typeNames = typeNames;
    }

    /**
     * Finds the spec of an input.
     *
     * @param name as the request has it
     * @return what the model takes
     * @throws RequestException if the model has no such input
     */
    public TensorSpec spec(String name) throws RequestException {
        return signature.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestException.invalid(
                        "unexpected input '" + name + "': the model takes the inputs " + names(signature.inputs())));
    }

    /**
     * Requires an element type.
     *
     * @param spec what the model takes
     * @param got what the request has
     * @throws RequestException if they differ
     */
    public void requireType(TensorSpec spec, ElementType got) throws RequestException {
        if (got != spec.type()) {
            throw RequestException.invalid("input '" + spec.name() + "' has type " + typeNames.apply(got)
                    + ", but the model expects " + describe(spec));
        }
    }

    /**
     * Requires a shape.
     *
     * @param spec what the model takes
     * @param got what the request has
     * @throws RequestException if it does not fit
     */
    public void requireShape(TensorSpec spec, Shape got) throws RequestException {
        if (!spec.shape().accepts(got)) {
            throw RequestException.invalid(
                    "input '" + spec.name() + "' has shape " + got + ", but the model expects " + describe(spec));
        }
    }

    /**
     * Requires each input of the signature.
     *
     * @param inputs what the request has
     * @throws RequestException if one is missing
     */
    public void requireAll(Map<String, Tensor> inputs) throws RequestException {
        for (TensorSpec spec : signature.inputs()) {
            if (!inputs.containsKey(spec.name())) {
                throw RequestException.invalid("Missing named input: " + spec.name() + ": the model expects "
                        + describe(spec) + ", but got the inputs " + inputs.keySet());
            }
        }
    }

    private String describe(TensorSpec spec) {
        return typeNames.apply(spec.type()) + " " + spec.shape().toString().replace("?", "-1");
    }

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }
}
