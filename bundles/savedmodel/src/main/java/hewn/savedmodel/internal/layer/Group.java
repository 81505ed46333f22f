package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Operations that stay together.
 *
 * @param path the name scope or node that the group is named by
 * @param nodes at least one, in topological order
 */
record Group(String path, List<Node> nodes) {
    Group {
        nodes = List.copyOf(nodes);
    }

    static Group of(Node node) {
        return new Group(node.name(), List.of(node));
    }

    /** All together, named by the first of those that have the weightiest operation. */
    static Group joined(List<Group> groups, Map<Node, Integer> order) {
        if (groups.size() == 1) {
            return groups.get(0);
        }
        List<Node> all = new ArrayList<>();
        groups.forEach(g -> all.addAll(g.nodes));
        all.sort(Comparator.comparing(order::get));
        Group first = groups.get(0);
        for (Group group : groups) {
            first = group.role().compareTo(first.role()) > 0 ? group : first;
        }
        return new Group(first.path, all);
    }

    /** Whether it is named by a name scope, rather than by one of its nodes. */
    boolean isScope() {
        return nodes.stream().noneMatch(n -> n.name().equals(path));
    }

    /** The weightiest role among its nodes. */
    Role role() {
        return nodes.stream().map(Role::of).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Whether all its nodes have at most this role. */
    boolean isAtMost(Role role) {
        return role().compareTo(role) <= 0;
    }
}
