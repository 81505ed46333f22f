package hewn.savedmodel.internal.write;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.op.OpRegistry;
import hewn.savedmodel.internal.op.Operation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** Nodes as messages, with what TensorFlow 2.18 knows and nothing that says where or how they once ran. */
final class NodeProtos {
    private NodeProtos() {}

    static NodeDef node(Node node, Function<Port, String> ref) {
        NodeDef.Builder def = NodeDef.newBuilder().setName(node.name()).setOp(node.op());
        node.inputs().forEach(p -> def.addInput(ref.apply(p)));
        Set<String> known = OpRegistry.standard().find(node.op()).orElseThrow().getAttrList().stream()
                .map(OpDef.AttrDef::getName)
                .collect(Collectors.toSet());
        Map<String, AttrValue> attributes = new TreeMap<>(node.attributes());
        attributes.forEach((name, value) -> {
            if (known.contains(name) || name.equals(Operation.LOWER)) {
                def.putAttr(name, value);
            }
        });
        return def.build();
    }
}
