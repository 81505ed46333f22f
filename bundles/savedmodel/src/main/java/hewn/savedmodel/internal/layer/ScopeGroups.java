package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.op.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups nodes by name scope: a scope that is one layer is a group, any other is looked into.
 *
 * <p>Scopes that all nodes have in common say nothing, so groups begin below them.
 */
final class ScopeGroups {
    private ScopeGroups() {}

    /** Nodes whose names have the first {@code length} characters in common. */
    private record Scope(int length, List<Node> nodes) {}

    static List<Group> of(List<Node> nodes, Map<Node, Integer> order) {
        List<Group> groups = new ArrayList<>();
        Deque<Scope> open = new ArrayDeque<>();
        open.push(new Scope(0, nodes));
        while (!open.isEmpty()) {
            Scope scope = open.pop();
            Map<String, List<Node>> children = children(scope);
            boolean onlyOne = children.size() == 1 && open.isEmpty() && groups.isEmpty();
            children.forEach((path, members) -> {
                boolean leaf = !path.endsWith("/");
                if (leaf || !onlyOne && isOneLayer(members, path.length())) {
                    groups.add(new Group(leaf ? path : path.substring(0, path.length() - 1), members));
                } else {
                    open.push(new Scope(path.length(), members));
                }
            });
        }
        groups.sort(Comparator.comparing(g -> order.get(g.nodes().get(0))));
        return groups;
    }

    /** By what their names begin with, up to and with the next slash. */
    private static Map<String, List<Node>> children(Scope scope) {
        Map<String, List<Node>> children = new LinkedHashMap<>();
        for (Node node : scope.nodes()) {
            int slash = node.name().indexOf('/', scope.length());
            String path = slash < 0 ? node.name() : node.name().substring(0, slash + 1);
            children.computeIfAbsent(path, p -> new ArrayList<>()).add(node);
        }
        return children;
    }

    /**
     * Whether a scope is one layer: it has one heavy operation, or two that make up a separable convolution, or a loop of
     * its own, as recurrent layers have.
     */
    private static boolean isOneLayer(List<Node> members, int scopeLength) {
        long heavy = members.stream().filter(n -> Role.of(n) == Role.HEAVY).count();
        boolean separable = heavy == 2 && members.stream().anyMatch(n -> n.op().equals("DepthwiseConv2dNative"));
        return heavy <= 1 || separable || members.stream().anyMatch(n -> isLoopOf(n, scopeLength));
    }

    private static boolean isLoopOf(Node node, int scopeLength) {
        return Operation.LOOPS.contains(node.op()) && node.name().indexOf('/', scopeLength) < 0;
    }
}
