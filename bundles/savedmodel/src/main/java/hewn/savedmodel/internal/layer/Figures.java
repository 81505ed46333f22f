package hewn.savedmodel.internal.layer;

import hewn.graph.Layer;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.shape.TensorFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures the layers of a plan for one sample. */
public final class Figures {
    private final LayerPlan plan;
    private final CutSets cuts;
    private final TensorFacts facts;
    private final Set<Node> variable = new HashSet<>();

    private Figures(LayerPlan plan, CutSets cuts, TensorFacts facts) {
        this.plan = plan;
        this.cuts = cuts;
        this.facts = facts;
        variable.addAll(plan.graph().inputs().values());
        plan.layers().forEach(l -> variable.addAll(l.nodes()));
    }

    /**
     * Measures all layers.
     *
     * @param plan the layers
     * @param cuts what is alive between them
     * @param facts shapes and work
     * @return one layer with figures for each of the plan
     */
    public static List<Layer> of(LayerPlan plan, CutSets cuts, TensorFacts facts) {
        Figures figures = new Figures(plan, cuts, facts);
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < plan.layers().size(); l++) {
            layers.add(figures.layer(l));
        }
        return layers;
    }

    private Layer layer(int index) {
        List<Node> nodes = plan.layers().get(index).nodes();
        long flops = nodes.stream().mapToLong(facts::flops).sum();
        long weights = Weights.bytes(Weights.constants(nodes, n -> !variable.contains(n)));
        return new Layer(plan.layers().get(index).name(), kind(nodes), flops, weights, peak(index));
    }

    private String kind(List<Node> nodes) {
        Comparator<Node> byRole = Comparator.comparing(Role::of);
        return nodes.stream()
                .max(byRole.thenComparingLong(facts::flops))
                .map(Node::op)
                .orElseThrow();
    }

    /** Runs the layer's nodes one after another, freeing what is read for the last time. */
    private long peak(int index) {
        List<Node> nodes = plan.layers().get(index).nodes();
        Map<Port, Integer> unread = new HashMap<>();
        cuts.at(index + 1).forEach(p -> unread.merge(p, 1, Integer::sum));
        nodes.forEach(n -> n.inputs().forEach(p -> unread.merge(p, 1, Integer::sum)));
        long alive = cuts.at(index).stream().mapToLong(facts::bytes).sum();
        long peak = alive;
        for (Node node : nodes) {
            alive += outputs(node).stream().mapToLong(facts::bytes).sum();
            peak = Math.max(peak, alive);
            for (Port input : node.inputs()) {
                if (unread.merge(input, -1, Integer::sum) == 0 && variable.contains(input.node())) {
                    alive -= facts.bytes(input);
                }
            }
            for (Port output : outputs(node)) {
                alive -= unread.containsKey(output) ? 0 : facts.bytes(output);
            }
        }
        return peak;
    }

    private static List<Port> outputs(Node node) {
        List<Port> outputs = new ArrayList<>();
        for (int i = 0; i < node.outputTypes().size(); i++) {
            outputs.add(node.output(i));
        }
        return outputs;
    }
}
