package hewn.savedmodel.internal.shape;

import java.util.List;
import java.util.Set;

/**
 * Operations that are alike in what shapes they give and how much work they are.
 *
 * <p>A family says nothing rather than something wrong: what it does not know is {@link Fact#UNKNOWN}.
 */
interface Family {
    /** The names of the operations. */
    Set<String> operations();

    /** What is known of a node's outputs: one fact for each, or fewer if nothing is known of the rest. */
    List<Fact> infer(NodeView node);

    /**
     * The work of a node for one sample.
     *
     * @param node and its inputs
     * @param outputs what was inferred, one for each output
     * @return floating-point operations, a multiply-add counted as two
     */
    long flops(NodeView node, List<Fact> outputs);
}
