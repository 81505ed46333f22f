package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Joins small groups with the layer that they go with: a batch norm and an activation with the convolution before them,
 * padding with the convolution behind it.
 *
 * <p>A group joins its only source, or its only reader, so no cycle can come of it.
 */
final class Fusion {
    private final Set<Node> variable;
    private final Map<Node, Integer> order;

    Fusion(Set<Node> variable, Map<Node, Integer> order) {
        this.variable = variable;
        this.order = order;
    }

    List<Group> fuse(List<Group> groups) {
        return joinSources(joinReaders(groups));
    }

    /** What only prepares goes with its only reader, and what only changes the form of an input too. */
    private List<Group> joinReaders(List<Group> groups) {
        GroupGraph graph = new GroupGraph(groups);
        Joins joins = new Joins(groups.size());
        for (int g = 0; g < groups.size(); g++) {
            Role most = graph.sources(g).isEmpty() ? Role.RESHAPE : Role.PREPARE;
            if (graph.readers(g).size() == 1 && groups.get(g).isAtMost(most)) {
                joins.join(graph.readers(g).iterator().next(), g);
            }
        }
        return joins.apply(groups, order);
    }

    private List<Group> joinSources(List<Group> groups) {
        GroupGraph graph = new GroupGraph(groups);
        Joins joins = new Joins(groups.size());
        Map<Port, Set<Integer>> readers = readers(graph);
        boolean[] isLayer = new boolean[groups.size()];
        for (int g : topological(graph)) {
            Group group = groups.get(g);
            Set<Integer> sources = new HashSet<>();
            graph.sources(g).forEach(s -> sources.add(joins.root(s)));
            boolean follows = sources.size() == 1 && follows(group, g, graph, readers);
            int source = follows ? sources.iterator().next() : g;
            if (follows && (isLayer[source] || group.isAtMost(Role.RESHAPE))) {
                joins.join(source, g);
            } else {
                isLayer[g] = sources.size() > 1 || !group.isAtMost(Role.FOLLOW);
            }
        }
        return joins.apply(groups, order);
    }

    /** Whether a group is light, and the only one to read what it reads. */
    private boolean follows(Group group, int g, GroupGraph graph, Map<Port, Set<Integer>> readers) {
        return group.isAtMost(Role.FOLLOW)
                && graph.reads(g, variable).stream()
                        .allMatch(p ->
                                graph.groupOf(p).isPresent() && readers.get(p).size() == 1);
    }

    private Map<Port, Set<Integer>> readers(GroupGraph graph) {
        Map<Port, Set<Integer>> readers = new HashMap<>();
        for (int g = 0; g < graph.size(); g++) {
            for (Port port : graph.reads(g, variable)) {
                readers.computeIfAbsent(port, p -> new HashSet<>()).add(g);
            }
        }
        return readers;
    }

    /** Groups so that each follows those that it reads from. */
    private static List<Integer> topological(GroupGraph graph) {
        List<List<Integer>> components = Cycles.components(graph);
        return IntStream.range(0, components.size())
                .boxed()
                .sorted(Comparator.reverseOrder())
                .map(i -> components.get(i).get(0))
                .toList();
    }
}
