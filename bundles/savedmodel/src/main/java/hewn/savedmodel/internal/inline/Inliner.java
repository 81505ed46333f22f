package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.op.NodeTypes;
import hewn.savedmodel.internal.op.Operation;
import hewn.savedmodel.internal.read.CallSignature;
import hewn.savedmodel.internal.read.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.VersionDef;

/**
 * Expands what one signature computes into one graph without calls.
 *
 * <p>It starts from the outputs and follows data alone, so what only saves, trains or waits is left out. Dropping what
 * only waits is sound because no operation that is allowed has an effect. The walk keeps its own stack: a deep graph
 * does not overflow Java's.
 */
public final class Inliner {
    private static final int MEAN_INPUTS = 20;

    private final CallSignature signature;
    private final ModelLimits limits;
    private final Resolver resolver;
    private final Scope main;
    private final FlatNames names = new FlatNames();
    private final Map<String, Node> fed = new HashMap<>();
    private final SortedMap<String, Node> inputs = new TreeMap<>();
    private int nodes;
    private long reads;

    private Inliner(Library library, CallSignature signature, ModelLimits limits) throws ModelException {
        this.signature = signature;
        this.limits = limits;
        this.main = Scope.main(library.main());
        this.resolver = new Resolver(
                library,
                signature.inputs().stream().map(Endpoint::tensor).collect(Collectors.toSet()),
                limits.inlinedNodes());
        for (Endpoint input : signature.inputs()) {
            Node placeholder = SignatureInputs.placeholder(input, library.main(), signature, names);
            fed.put(input.tensor(), placeholder);
            inputs.put(input.key(), placeholder);
        }
    }

    /**
     * Expands one signature.
     *
     * @param library the graph and its functions
     * @param signature where to begin
     * @param versions of the graph
     * @param limits how many nodes there may be
     * @return the graph, variables not yet replaced
     * @throws ModelException if the graph has a cycle, endless recursion, loose ends, or is too large
     */
    public static FlatGraph inline(Library library, CallSignature signature, VersionDef versions, ModelLimits limits)
            throws ModelException {
        return new Inliner(library, signature, limits).inline(versions);
    }

    private FlatGraph inline(VersionDef versions) throws ModelException {
        SortedMap<String, Port> outputs = new TreeMap<>();
        for (Endpoint output : signature.outputs()) {
            String where = signature.where() + ", output '" + output.key() + "'";
            Source source = resolver.resolve(main, output.tensor(), where);
            Port port = port(source);
            SignatureOutputs.requireType(output, port, where);
            outputs.put(output.key(), port);
        }
        List<Node> roots = new ArrayList<>(inputs.values());
        outputs.values().forEach(p -> roots.add(p.node()));
        return new FlatGraph(inputs, outputs, FlatGraph.reachable(roots), new TreeMap<>(), versions);
    }

    /** A node under construction, and what it reads. */
    private record Frame(Source source, List<Source> reads, Deque<Source> open) {}

    private Port port(Source root) throws ModelException {
        Deque<Frame> stack = new ArrayDeque<>();
        if (finished(root).isEmpty()) {
            stack.push(begin(root));
        }
        while (!stack.isEmpty()) {
            Frame frame = stack.peek();
            Source open = frame.open().poll();
            if (open == null) {
                stack.pop();
                frame.source().scope().end(frame.source().node().getName(), build(frame));
            } else if (finished(open).isEmpty()) {
                stack.push(begin(open));
            }
        }
        return finishedPort(root);
    }

    private Frame begin(Source source) throws ModelException {
        reads += source.node().getInputCount();
        if (++nodes > limits.inlinedNodes() || reads > (long) MEAN_INPUTS * limits.inlinedNodes()) {
            throw new ModelException(
                    source.where(),
                    "the graph has more than " + limits.inlinedNodes() + " nodes, or more than " + MEAN_INPUTS
                            + " inputs for each, once all functions are expanded",
                    "Use a smaller model, or raise the limit.");
        }
        if (!source.scope().begin(source.node().getName())) {
            throw Resolver.cycle(source);
        }
        List<Source> reads = new ArrayList<>();
        for (String ref : source.node().getInputList()) {
            if (!TensorRef.isControl(ref)) {
                reads.add(resolver.resolve(source.scope(), ref, source.where()));
            }
        }
        return new Frame(source, reads, new ArrayDeque<>(reads));
    }

    private Node build(Frame frame) throws ModelException {
        Source source = frame.source();
        NodeDef node = source.node();
        requireFed(source);
        List<Port> ports = new ArrayList<>();
        for (Source read : frame.reads()) {
            ports.add(finishedPort(read));
        }
        NodeTypes types = source.types();
        requireTypes(source, types.inputs(), ports);
        String name = names.unique(source.scope().prefix() + node.getName());
        return new Node(name, node.getOp(), ports, attributes(source), types.outputs());
    }

    /** Those of the node; a variable's own name is kept among them, because that of the flat node may differ. */
    private static Map<String, AttrValue> attributes(Source source) {
        Map<String, AttrValue> attributes = source.attributes();
        boolean isVariable = Operation.HANDLE.equals(source.node().getOp())
                || Operation.REF_VARIABLES.contains(source.node().getOp());
        if (isVariable && source.scope().parent().isEmpty()) {
            attributes.put(
                    Operation.VARIABLE_NAME,
                    AttrValue.newBuilder().setS(source.node().getNameBytes()).build());
        }
        return attributes;
    }

    private void requireFed(Source source) throws ModelException {
        if (Operation.PLACEHOLDERS.contains(source.node().getOp())) {
            throw new ModelException(
                    source.where(),
                    "is a placeholder that " + signature.where() + " does not feed",
                    "Name it as an input of the signature.");
        }
    }

    private static void requireTypes(Source source, List<DataType> expected, List<Port> got) throws ModelException {
        List<DataType> types = got.stream().map(Port::type).toList();
        if (!expected.equals(types)) {
            throw new ModelException(
                    source.where(),
                    "operation " + source.node().getOp() + " takes " + expected + ", but reads " + types,
                    "Export the model again.");
        }
    }

    private Optional<Node> finished(Source source) {
        return fed(source).or(() -> source.scope().built(source.node().getName()));
    }

    private Optional<Node> fed(Source source) {
        return source.scope().parent().isEmpty()
                ? Optional.ofNullable(fed.get(source.node().getName() + ":" + source.index()))
                : Optional.empty();
    }

    private Port finishedPort(Source source) throws ModelException {
        Node node = finished(source).orElseThrow();
        int index = fed(source).isPresent() ? 0 : source.index();
        if (index < 0 || index >= node.outputTypes().size()) {
            throw new ModelException(
                    source.where(),
                    "has " + node.outputTypes().size() + " outputs, but number " + index + " is read",
                    "Export the model again.");
        }
        return node.output(index);
    }
}
