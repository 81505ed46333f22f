package hewn.savedmodel.internal.write;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.op.KnownAttributes;
import java.util.function.Function;
import org.tensorflow.proto.NodeDef;

/** Nodes as messages. */
final class NodeProtos {
    private NodeProtos() {}

    static NodeDef node(Node node, Function<Port, String> ref) {
        NodeDef.Builder def = NodeDef.newBuilder().setName(node.name()).setOp(node.op());
        node.inputs().forEach(p -> def.addInput(ref.apply(p)));
        return def.putAllAttr(KnownAttributes.of(node.op(), node.attributes())).build();
    }
}
