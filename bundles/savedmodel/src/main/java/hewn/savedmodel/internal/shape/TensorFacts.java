package hewn.savedmodel.internal.shape;

import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.read.ElementTypes;
import hewn.savedmodel.internal.read.ShapeProtos;
import hewn.tensor.PartialShape;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.proto.AttrValue;

/** Shapes and work of all that a graph computes. */
public final class TensorFacts {
    private final Map<Port, PartialShape> shapes = new HashMap<>();

    private TensorFacts() {}

    /**
     * Infers them.
     *
     * @param graph without variables
     * @return what is known
     */
    public static TensorFacts of(FlatGraph graph) {
        TensorFacts facts = new TensorFacts();
        for (Node node : graph.nodes()) {
            for (int i = 0; i < node.outputTypes().size(); i++) {
                facts.shapes.put(node.output(i), exported(node, i));
            }
        }
        return facts;
    }

    private static PartialShape exported(Node node, int index) {
        if (node.op().equals("Placeholder")) {
            return ShapeProtos.read(node.attributes().get("shape").getShape());
        }
        AttrValue shapes = node.attribute("_output_shapes").orElse(AttrValue.getDefaultInstance());
        return index < shapes.getList().getShapeCount()
                ? ShapeProtos.read(shapes.getList().getShape(index))
                : PartialShape.UNKNOWN;
    }

    /**
     * The shape of a tensor.
     *
     * @param tensor of the graph
     * @return what is known of it
     */
    public PartialShape shape(Port tensor) {
        return shapes.getOrDefault(tensor, PartialShape.UNKNOWN);
    }

    /**
     * The size of a tensor for one sample.
     *
     * @param tensor of the graph
     * @return in bytes; 0 if nothing is known
     */
    public long bytes(Port tensor) {
        return shape(tensor).fill(1).map(s -> s.elements()).orElse(0L) * ElementTypes.sizeBytes(tensor.type());
    }

    /**
     * The work of a node for one sample.
     *
     * @param node of the graph
     * @return floating-point operations, a multiply-add counted as two; 0 if nothing is known
     */
    public long flops(Node node) {
        return 0;
    }
}
