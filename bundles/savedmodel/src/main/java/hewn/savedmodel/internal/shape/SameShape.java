package hewn.savedmodel.internal.shape;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Operations whose first output has the shape of the first input, such as adding a bias for each channel.
 *
 * <p>FLOPs for each element: 1 for a bias, 2 for a batch norm (a multiplication and an addition, once mean and variance
 * are folded), 5 for a softmax (maximum, difference, exponential, sum, quotient), 0 for those that only copy.
 */
final class SameShape implements Family {
    private static final Map<String, Integer> FLOPS = Map.ofEntries(
            Map.entry("BiasAdd", 1),
            Map.entry("BiasAddV1", 1),
            Map.entry("FusedBatchNorm", 2),
            Map.entry("FusedBatchNormV2", 2),
            Map.entry("FusedBatchNormV3", 2),
            Map.entry("Softmax", 5),
            Map.entry("LogSoftmax", 5),
            Map.entry("LRN", 5),
            Map.entry("Cumsum", 1),
            Map.entry("Identity", 0),
            Map.entry("Cast", 0),
            Map.entry("EnsureShape", 0),
            Map.entry("Reverse", 0),
            Map.entry("ReverseV2", 0),
            Map.entry("ReverseSequence", 0),
            Map.entry("InvertPermutation", 0));

    @Override
    public Set<String> operations() {
        return FLOPS.keySet();
    }

    @Override
    public List<Fact> infer(NodeView node) {
        boolean sameValues = node.op().equals("Identity") || node.op().equals("Cast");
        Fact same = sameValues ? node.input(0) : Fact.of(node.input(0).dimensions());
        return Collections.singletonList(same);
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return FLOPS.get(node.op()) * outputs.get(0).elements();
    }
}
