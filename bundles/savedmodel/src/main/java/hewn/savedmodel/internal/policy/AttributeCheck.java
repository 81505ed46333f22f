package hewn.savedmodel.internal.policy;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.op.OpRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * Refuses attributes that only a newer TensorFlow knows, unless they have the value that stands for what was always so.
 *
 * <p>TensorFlow does the same when it loads a model ({@code RemoveNewDefaultAttrsFromGraphDef}).
 */
final class AttributeCheck {
    private final Map<String, OpDef> exported = new HashMap<>();
    private final Map<String, Set<String>> known = new HashMap<>();

    AttributeCheck(OpList exported) {
        exported.getOpList().forEach(o -> this.exported.put(o.getName(), o));
    }

    void check(NodeDef node, String where) throws ModelException {
        Optional<OpDef> definition = OpRegistry.standard().find(node.getOp());
        if (definition.isEmpty()) {
            return;
        }
        Set<String> names = known.computeIfAbsent(node.getOp(), o -> names(definition.get()));
        for (Map.Entry<String, AttrValue> attribute : node.getAttrMap().entrySet()) {
            String name = attribute.getKey();
            if (!name.startsWith("_") && !names.contains(name) && !isDefault(node.getOp(), attribute)) {
                throw new ModelException(
                        where,
                        "operation " + node.getOp() + " has the attribute '" + name
                                + "', which TensorFlow 2.18 does not know",
                        "Export the model with TensorFlow 2.18 or older.");
            }
        }
    }

    private static Set<String> names(OpDef definition) {
        return definition.getAttrList().stream().map(OpDef.AttrDef::getName).collect(Collectors.toSet());
    }

    private boolean isDefault(String op, Map.Entry<String, AttrValue> attribute) {
        return exported.getOrDefault(op, OpDef.getDefaultInstance()).getAttrList().stream()
                .filter(a -> a.getName().equals(attribute.getKey()) && a.hasDefaultValue())
                .anyMatch(a -> a.getDefaultValue().equals(attribute.getValue()));
    }
}
