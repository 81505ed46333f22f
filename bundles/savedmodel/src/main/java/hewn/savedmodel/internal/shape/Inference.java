package hewn.savedmodel.internal.shape;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.read.ShapeProtos;
import hewn.tensor.PartialShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;

/** Infers facts node by node, from what a node reads to what it gives. */
final class Inference {
    /** So that sums over all nodes stay below 63 bits; a real node has far fewer. */
    private static final long MOST_FLOPS = 1L << 44;

    private final ControlFlowWork controlFlow;
    private final Map<Port, Fact> facts = new HashMap<>();
    private final Map<Node, Long> flops = new HashMap<>();

    Inference(ControlFlowWork controlFlow) {
        this.controlFlow = controlFlow;
    }

    /** Takes a tensor as given. */
    void give(Port port, Fact fact) {
        facts.put(port, fact);
    }

    /** Infers what nodes give, in the order in which they are listed. */
    void run(List<Node> nodes) {
        for (Node node : nodes) {
            NodeView view =
                    new NodeView(node, node.inputs().stream().map(this::fact).toList());
            ControlFlowWork.Result result = infer(view);
            List<Fact> outputs = new ArrayList<>();
            for (int i = 0; i < node.outputTypes().size(); i++) {
                Fact inferred = i < result.outputs().size() ? result.outputs().get(i) : Fact.UNKNOWN;
                Fact known = inferred.met(exported(node, i));
                outputs.add(known);
                facts.put(node.output(i), known);
            }
            long work = result.flops()
                    .orElseGet(() -> Families.of(node.op())
                            .map(f -> f.flops(view, outputs))
                            .orElse(0L));
            flops.put(node, Math.max(0, Math.min(MOST_FLOPS, work)));
        }
    }

    Fact fact(Port port) {
        return facts.getOrDefault(port, Fact.UNKNOWN);
    }

    long flops(Node node) {
        return flops.getOrDefault(node, 0L);
    }

    private ControlFlowWork.Result infer(NodeView node) {
        return Families.of(node.op())
                .map(f -> new ControlFlowWork.Result(f.infer(node), Optional.empty()))
                .orElseGet(() -> controlFlow.infer(node));
    }

    /** What the exporter noted. */
    private static PartialShape exported(Node node, int index) {
        AttrValue shapes = node.attribute("_output_shapes").orElse(AttrValue.getDefaultInstance());
        try {
            return index < shapes.getList().getShapeCount()
                    ? ShapeProtos.read(shapes.getList().getShape(index))
                    : PartialShape.UNKNOWN;
        } catch (IllegalArgumentException impossible) {
            return PartialShape.UNKNOWN; // a note that makes no sense is no note
        }
    }
}
