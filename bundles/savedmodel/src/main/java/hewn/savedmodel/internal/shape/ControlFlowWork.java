package hewn.savedmodel.internal.shape;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.FunctionNames;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.read.ShapeProtos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Loops, branches and calls.
 *
 * <p>FLOPs: for a loop those of its body for as many rounds as its condition compares a counter to, or for one round if
 * that is not to be seen; for a branch those of the branch with the most work.
 */
final class ControlFlowWork {
    /** So many nodes of functions are looked at; what is beyond counts as no work. */
    private static final int MOST_NODES = 300_000;

    private final Map<String, FunctionDef> functions;
    private final Map<String, Optional<FunctionGraph>> graphs = new HashMap<>();
    private int nodes;

    ControlFlowWork(Map<String, FunctionDef> functions) {
        this.functions = functions;
    }

    /**
     * What was inferred of one node.
     *
     * @param outputs one fact for each output, or fewer
     * @param flops its work, if it is not for a family to say
     */
    record Result(List<Fact> outputs, Optional<Long> flops) {}

    Result infer(NodeView node) {
        return switch (node.op()) {
            case "StatelessWhile" -> loop(node);
            case "StatelessIf" -> branches(node, List.of("then_branch", "else_branch"));
            case "StatelessCase" -> branches(node, List.of("branches"));
            case "PartitionedCall" -> call(node);
            default -> new Result(List.of(), Optional.of(0L));
        };
    }

    private Result loop(NodeView node) {
        List<Fact> state = noted(node, node.inputs());
        List<Fact> arguments = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            arguments.add(i < state.size() ? state.get(i) : Fact.UNKNOWN);
        }
        long rounds =
                function(node, "cond").map(c -> Rounds.of(c, node.inputs())).orElse(1L);
        long each = function(node, "body").map(b -> run(b, arguments).flops()).orElse(0L);
        return new Result(
                state, Optional.of(Extent.of(rounds).times(Extent.of(each)).or(each)));
    }

    private Result branches(NodeView node, List<String> attributes) {
        List<Fact> arguments = node.inputs()
                .subList(Math.min(1, node.inputs().size()), node.inputs().size());
        long most = 0;
        for (String attribute : attributes) {
            AttrValue value = node.node().attribute(attribute).orElse(AttrValue.getDefaultInstance());
            for (String name : FunctionNames.in(value)) {
                most = Math.max(
                        most, graph(name).map(g -> run(g, arguments).flops()).orElse(0L));
            }
        }
        return new Result(noted(node, List.of()), Optional.of(most));
    }

    private Result call(NodeView node) {
        return function(node, "f")
                .map(f -> run(f, node.inputs()))
                .map(r -> new Result(r.results(), Optional.of(r.flops())))
                .orElse(new Result(List.of(), Optional.of(0L)));
    }

    /** What the node itself says of its outputs; what a loop passes on keeps its shape. */
    private static List<Fact> noted(NodeView node, List<Fact> otherwise) {
        AttrValue shapes = node.node().attribute("output_shapes").orElse(AttrValue.getDefaultInstance());
        List<Fact> noted = new ArrayList<>();
        for (TensorShapeProto shape : shapes.getList().getShapeList()) {
            noted.add(fact(shape));
        }
        boolean none = noted.isEmpty() && node.op().equals("StatelessWhile");
        return none ? otherwise.stream().map(f -> Fact.of(f.dimensions())).toList() : noted;
    }

    private static Fact fact(TensorShapeProto shape) {
        try {
            return Fact.of(ShapeProtos.read(shape));
        } catch (IllegalArgumentException impossible) {
            return Fact.UNKNOWN; // the engine refuses it, should it matter
        }
    }

    /** What running a function comes to. */
    private record Run(List<Fact> results, long flops) {}

    private Run run(FunctionGraph graph, List<Fact> arguments) {
        nodes += graph.nodes().size() + 1;
        if (nodes > MOST_NODES) {
            return new Run(List.of(), 0);
        }
        Inference inference = new Inference(this);
        for (int i = 0; i < graph.arguments().size(); i++) {
            Fact argument = i < arguments.size() ? arguments.get(i) : Fact.UNKNOWN;
            inference.give(graph.arguments().get(i).output(0), argument);
        }
        inference.run(graph.nodes());
        long flops = 0;
        for (Node node : graph.nodes()) {
            flops += inference.flops(node);
        }
        return new Run(graph.results().stream().map(inference::fact).toList(), flops);
    }

    private Optional<FunctionGraph> function(NodeView node, String attribute) {
        return node.node().attribute(attribute).flatMap(a -> graph(a.getFunc().getName()));
    }

    private Optional<FunctionGraph> graph(String name) {
        Optional<FunctionGraph> known = graphs.get(name);
        if (known == null) {
            known = read(name);
            graphs.put(name, known);
        }
        return known;
    }

    private Optional<FunctionGraph> read(String name) {
        try {
            return functions.containsKey(name) ? Optional.of(FunctionGraph.of(functions.get(name))) : Optional.empty();
        } catch (ModelException malformed) {
            return Optional.empty(); // the engine refuses it when it loads the slice
        }
    }
}
