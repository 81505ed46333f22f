package hewn.savedmodel.internal.write;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.op.Operation;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** Nodes as messages, with nothing that says where or how they once ran. */
final class NodeProtos {
    private NodeProtos() {}

    static NodeDef node(Node node, Function<Port, String> ref) {
        NodeDef.Builder def = NodeDef.newBuilder().setName(node.name()).setOp(node.op());
        node.inputs().forEach(p -> def.addInput(ref.apply(p)));
        Map<String, AttrValue> attributes = new TreeMap<>(node.attributes());
        attributes.forEach((name, value) -> {
            if (!name.startsWith("_") || name.equals(Operation.LOWER)) {
                def.putAttr(name, value);
            }
        });
        return def.build();
    }
}
