package hewn.engine.tensorflow;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Turns the weights of a frozen graph back into variables, which are filled once.
 *
 * <p>TensorFlow copies a graph several times on its way to a session, and optimisers fold constants into further ones: a
 * graph with 100 MB of constants takes 0.9 to 1.6 GB and seconds of its first call. A variable's value is held once,
 * outside the graph. And a slice computes what the whole model does, bit for bit: weights that are constants would be
 * folded into each other, which rounds differently.
 *
 * @param graph the graph, with a placeholder and an assignment for each weight
 * @param weights what to assign
 */
record WeightVariables(GraphDef graph, List<Weight> weights) {
    /** The bytes from which on a constant of any type is worth a variable, be it a weight or a table. */
    private static final int LARGE_BYTES = 1 << 16;

    private static final Set<DataType> FLOATING =
            Set.of(DataType.DT_FLOAT, DataType.DT_DOUBLE, DataType.DT_HALF, DataType.DT_BFLOAT16);

    private static final String SEPARATOR = "/hewn_";
    private static final String VARIABLE = "variable";
    private static final String VALUE = "value";
    private static final String ASSIGN = "assign";

    /**
     * A weight to be assigned.
     *
     * @param placeholder the node that takes the value
     * @param assignment the node that assigns it
     * @param value the value, its content perhaps in a mapped file
     */
    record Weight(String placeholder, String assignment, TensorProto value) {}

    /** Copies the list. */
    WeightVariables {
        weights = List.copyOf(weights);
    }

    /**
     * Rewrites a graph.
     *
     * @param frozen the graph, left as it is
     * @return a graph that computes the same once its weights are assigned
     */
    static WeightVariables of(GraphDef frozen) {
        Set<String> names = new HashSet<>();
        frozen.getNodeList().forEach(node -> names.add(node.getName()));
        GraphDef.Builder graph = frozen.toBuilder().clearNode();
        List<Weight> weights = new ArrayList<>();
        for (NodeDef node : frozen.getNodeList()) {
            if (isWeight(node)) {
                weights.add(add(graph, node, unused(names, node.getName())));
            } else {
                graph.addNode(node);
            }
        }
        return new WeightVariables(graph.build(), weights);
    }

    /** Shapes and axes must stay constants; they are small and whole numbers. So may scalars, such as an epsilon. */
    private static boolean isWeight(NodeDef node) {
        if (!node.getOp().equals("Const") || node.getInputCount() > 0) {
            return false;
        }
        TensorProto value =
                node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
        int size = value.getTensorContent().size();
        boolean floating =
                FLOATING.contains(value.getDtype()) && value.getTensorShape().getDimCount() > 0;
        return size >= LARGE_BYTES || floating && size > 0;
    }

    private static String unused(Set<String> names, String name) {
        String prefix = name + SEPARATOR;
        while (names.contains(prefix + VARIABLE) || names.contains(prefix + VALUE) || names.contains(prefix + ASSIGN)) {
            prefix += "_";
        }
        return prefix;
    }

    private static Weight add(GraphDef.Builder graph, NodeDef constant, String prefix) {
        TensorProto value = constant.getAttrOrThrow("value").getTensor();
        AttrValue type = AttrValue.newBuilder().setType(value.getDtype()).build();
        AttrValue shape =
                AttrValue.newBuilder().setShape(value.getTensorShape()).build();
        AttrValue shared = AttrValue.newBuilder()
                .setS(ByteString.copyFromUtf8(constant.getName()))
                .build();
        String variable = prefix + VARIABLE;
        Weight weight = new Weight(prefix + VALUE, prefix + ASSIGN, value);
        graph.addNode(
                node(variable, "VarHandleOp", type).putAttr("shape", shape).putAttr("shared_name", shared));
        graph.addNode(node(weight.placeholder(), "Placeholder", type).putAttr("shape", shape));
        graph.addNode(node(weight.assignment(), "AssignVariableOp", type)
                .addInput(variable)
                .addInput(weight.placeholder()));
        graph.addNode(node(constant.getName(), "ReadVariableOp", type).addInput(variable));
        return weight;
    }

    private static NodeDef.Builder node(String name, String op, AttrValue type) {
        return NodeDef.newBuilder().setName(name).setOp(op).putAttr("dtype", type);
    }
}
