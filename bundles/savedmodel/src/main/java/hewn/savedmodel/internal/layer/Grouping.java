package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.read.ElementTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Groups the operations of a graph so that the groups can be put into an order.
 *
 * <p>Groups are name scopes, split where scopes read from each other in a circle, and joined where what is between them
 * cannot be handed on (a list of tensors, or another handle).
 */
final class Grouping {
    private final Set<Node> variable;
    private final Map<Node, Integer> order = new HashMap<>();

    private Grouping(Set<Node> variable) {
        this.variable = variable;
        variable.forEach(n -> order.put(n, order.size()));
    }

    /**
     * Groups operations.
     *
     * @param operations what is to be grouped, in topological order
     * @param variable all nodes that depend on an input
     * @return groups without cycles between them
     */
    static List<Group> of(List<Node> operations, Set<Node> variable) {
        Grouping grouping = new Grouping(variable);
        List<Group> groups = ScopeGroups.of(operations, grouping.order);
        groups = grouping.joinHandles(groups);
        groups = grouping.splitCycles(groups);
        groups = grouping.joinHandles(groups);
        groups = grouping.joinCycles(groups);
        return new Fusion(variable, grouping.order).fuse(groups);
    }

    /** Joins groups between which there is a tensor that cannot be handed on. */
    private List<Group> joinHandles(List<Group> groups) {
        GroupGraph graph = new GroupGraph(groups);
        Joins joins = new Joins(graph.size());
        for (int g = 0; g < graph.size(); g++) {
            for (Port read : graph.reads(g, variable)) {
                if (ElementTypes.of(read.type()).isEmpty()) {
                    int reader = g;
                    graph.groupOf(read).ifPresent(source -> joins.join(source, reader));
                }
            }
        }
        return joins.apply(groups, order);
    }

    private List<Group> splitCycles(List<Group> groups) {
        List<Group> split = new ArrayList<>();
        GroupGraph graph = new GroupGraph(groups);
        for (List<Integer> component : Cycles.components(graph)) {
            for (int member : component) {
                Group group = groups.get(member);
                if (component.size() == 1) {
                    split.add(group);
                } else {
                    group.nodes().forEach(n -> split.add(Group.of(n)));
                }
            }
        }
        return split;
    }

    private List<Group> joinCycles(List<Group> groups) {
        Joins joins = new Joins(groups.size());
        for (List<Integer> component : Cycles.components(new GroupGraph(groups))) {
            IntStream.range(1, component.size()).forEach(i -> joins.join(component.get(0), component.get(i)));
        }
        return joins.apply(groups, order);
    }
}
