package hewn.savedmodel.internal.write;

import hewn.graph.LayerRange;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.layer.CutSets;
import hewn.savedmodel.internal.layer.LayerPlan;
import hewn.savedmodel.internal.layer.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What some layers read, compute and hand on.
 *
 * @param inputs what is read of the cut set before the layers
 * @param outputs what is computed of the cut set behind them
 * @param bypass what is in both and not computed by the layers
 * @param constants what does not depend on any input, in topological order
 * @param nodes what does, in topological order
 */
public record SliceGraph(
        List<Port> inputs, List<Port> outputs, List<Port> bypass, List<Node> constants, List<Node> nodes) {
    /**
     * Cuts.
     *
     * @param plan the layers
     * @param cuts what is alive between them
     * @param range which layers
     * @return what is between the two cuts
     */
    public static SliceGraph of(LayerPlan plan, CutSets cuts, LayerRange range) {
        List<Node> nodes = new ArrayList<>();
        plan.layers().subList(range.from(), range.to()).forEach(l -> nodes.addAll(l.nodes()));
        Set<Node> computed = new HashSet<>(nodes);
        Set<Port> read = new HashSet<>();
        nodes.forEach(n -> read.addAll(n.inputs()));
        Set<Port> before = new LinkedHashSet<>(cuts.at(range.from()));
        Set<Node> given = new HashSet<>();
        before.forEach(p -> given.add(p.node()));
        List<Node> constants = Weights.constants(nodes, n -> !computed.contains(n) && !given.contains(n));
        return new SliceGraph(
                before.stream().filter(read::contains).toList(),
                cuts.at(range.to()).stream()
                        .filter(p -> computed.contains(p.node()))
                        .toList(),
                cuts.at(range.to()).stream()
                        .filter(p -> !computed.contains(p.node()))
                        .toList(),
                constants,
                nodes);
    }
}
