package hewn.deployer.order;

import hewn.inference.Signature;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client has to know to call a signature, but for shapes, which each request is checked for.
 *
 * @param name of the signature
 * @param inputs their names and types
 * @param outputs their names and types
 */
record CallForm(String name, Set<String> inputs, Set<String> outputs) {
    static CallForm of(Signature signature) {
        return new CallForm(signature.name(), names(signature.inputs()), names(signature.outputs()));
    }

    private static Set<String> names(List<TensorSpec> specs) {
        return specs.stream().map(spec -> spec.name() + " " + spec.type()).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return inputs + " → " + outputs + " by '" + name + "'";
    }
}
