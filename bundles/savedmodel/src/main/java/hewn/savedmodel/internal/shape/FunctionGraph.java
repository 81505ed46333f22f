package hewn.savedmodel.internal.shape;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.op.NodeTypes;
import hewn.savedmodel.internal.op.OpRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * A function that was rewritten for a slice, as nodes.
 *
 * @param arguments one placeholder for each
 * @param nodes each after those that it reads
 * @param results in order
 */
record FunctionGraph(List<Node> arguments, List<Node> nodes, List<Port> results) {
    static FunctionGraph of(FunctionDef function) throws ModelException {
        return new Builder(function).build();
    }

    /** Makes nodes of messages, what is read first. */
    private static final class Builder {
        private final FunctionDef function;
        private final Map<String, NodeDef> messages = new HashMap<>();
        private final Map<String, Node> built = new HashMap<>();
        private final List<Node> nodes = new ArrayList<>();

        Builder(FunctionDef function) {
            this.function = function;
            function.getNodeDefList().forEach(n -> messages.put(n.getName(), n));
        }

        FunctionGraph build() throws ModelException {
            List<Node> arguments = new ArrayList<>();
            for (OpDef.ArgDef argument : function.getSignature().getInputArgList()) {
                Node node =
                        new Node(argument.getName(), "Placeholder", List.of(), Map.of(), List.of(argument.getType()));
                built.put(argument.getName(), node);
                arguments.add(node);
            }
            for (NodeDef message : function.getNodeDefList()) {
                buildWithSources(message);
            }
            List<Port> results = new ArrayList<>();
            for (OpDef.ArgDef result : function.getSignature().getOutputArgList()) {
                results.add(port(function.getRetOrThrow(result.getName())));
            }
            return new FunctionGraph(arguments, nodes, results);
        }

        private void buildWithSources(NodeDef root) throws ModelException {
            Deque<NodeDef> open = new ArrayDeque<>();
            Set<String> entered = new HashSet<>();
            open.push(root);
            while (!open.isEmpty()) {
                NodeDef message = open.peek();
                boolean ready = true;
                if (entered.add(message.getName())) {
                    for (String input : message.getInputList()) {
                        String source = nodeOf(input);
                        if (!built.containsKey(source)) {
                            open.push(messages.get(source));
                            ready = false;
                        }
                    }
                }
                if (ready) {
                    open.pop();
                    if (!built.containsKey(message.getName())) {
                        built.put(message.getName(), node(message));
                        nodes.add(built.get(message.getName()));
                    }
                }
            }
        }

        private Node node(NodeDef message) throws ModelException {
            List<Port> inputs = new ArrayList<>();
            for (String input : message.getInputList()) {
                inputs.add(port(input));
            }
            return new Node(
                    message.getName(),
                    message.getOp(),
                    inputs,
                    message.getAttrMap(),
                    types(message).outputs());
        }

        private Port port(String ref) throws ModelException {
            String[] parts = ref.split(":", -1);
            Node node = built.get(parts[0]);
            NodeDef message = messages.get(parts[0]);
            if (message == null || parts.length < 2) {
                return node.output(0);
            }
            int index = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
            return node.output(types(message).firstOutput(parts[1]) + index);
        }

        private static NodeTypes types(NodeDef message) {
            OpDef definition = OpRegistry.standard().find(message.getOp()).orElseThrow();
            Map<String, AttrValue> attributes = Collections.unmodifiableMap(message.getAttrMap());
            return new NodeTypes(definition, attributes, "node '" + message.getName() + "'");
        }

        private static String nodeOf(String ref) {
            int colon = ref.indexOf(':');
            return colon < 0 ? ref : ref.substring(0, colon);
        }
    }
}
