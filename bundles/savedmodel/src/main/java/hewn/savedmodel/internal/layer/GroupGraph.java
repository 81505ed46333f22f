package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which groups read from which. Constants and the model's inputs belong to no group. */
final class GroupGraph {
    private final List<Group> groups;
    private final Map<Node, Integer> groupOf = new HashMap<>();
    private final List<Set<Integer>> sources = new ArrayList<>();
    private final List<Set<Integer>> readers = new ArrayList<>();

    GroupGraph(List<Group> groups) {
        this.groups = List.copyOf(groups);
        for (int g = 0; g < groups.size(); g++) {
            for (Node node : groups.get(g).nodes()) {
                groupOf.put(node, g);
            }
            sources.add(new LinkedHashSet<>());
            readers.add(new LinkedHashSet<>());
        }
        groupOf.forEach((node, g) -> node.inputs().forEach(i -> connect(groupOf.get(i.node()), g)));
    }

    private void connect(Integer from, Integer to) {
        if (from != null && !from.equals(to)) {
            sources.get(to).add(from);
            readers.get(from).add(to);
        }
    }

    List<Group> groups() {
        return groups;
    }

    int size() {
        return groups.size();
    }

    /** The groups that a group reads from. */
    Set<Integer> sources(int group) {
        return sources.get(group);
    }

    /** The groups that read from a group. */
    Set<Integer> readers(int group) {
        return readers.get(group);
    }

    /** The group that computes a tensor; empty for constants and inputs of the model. */
    Optional<Integer> groupOf(Port port) {
        return Optional.ofNullable(groupOf.get(port.node()));
    }

    /** The tensors that a group reads from others, constants not among them. */
    Set<Port> reads(int group, Set<Node> variable) {
        Set<Port> reads = new LinkedHashSet<>();
        for (Node node : groups.get(group).nodes()) {
            for (Port input : node.inputs()) {
                boolean inside = groupOf(input).filter(g -> g == group).isPresent();
                if (!inside && variable.contains(input.node())) {
                    reads.add(input);
                }
            }
        }
        return reads;
    }
}
