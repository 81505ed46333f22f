package hewn.savedmodel.internal.shape;

import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.read.ElementTypes;
import hewn.tensor.PartialShape;

/**
 * Shapes and work of all that a graph computes.
 *
 * <p>They are inferred as TensorFlow infers them, with the batch left free. What is not known here may be noted in the
 * model; what is not noted either stays open. Only figures depend on it, never a result.
 */
public final class TensorFacts {
    private final Inference inference;

    private TensorFacts(Inference inference) {
        this.inference = inference;
    }

    /**
     * Infers them.
     *
     * @param graph without variables
     * @return what is known
     */
    public static TensorFacts of(FlatGraph graph) {
        Inference inference = new Inference(new ControlFlowWork(graph.functions()));
        inference.run(graph.nodes());
        return new TensorFacts(inference);
    }

    /**
     * The shape of a tensor.
     *
     * @param tensor of the graph
     * @return what is known of it
     */
    public PartialShape shape(Port tensor) {
        return inference.fact(tensor).shape();
    }

    /**
     * The size of a tensor for one sample.
     *
     * @param tensor of the graph
     * @return in bytes; 0 if nothing is known
     */
    public long bytes(Port tensor) {
        Extent size =
                Extent.of(inference.fact(tensor).elements()).times(Extent.of(ElementTypes.sizeBytes(tensor.type())));
        return size.or(0);
    }

    /**
     * The work of a node for one sample.
     *
     * @param node of the graph
     * @return floating-point operations, a multiply-add counted as two; 0 if nothing is known
     */
    public long flops(Node node) {
        return inference.flops(node);
    }
}
