package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Groups that are to become one (a union-find structure). */
final class Joins {
    private final int[] parent;

    Joins(int size) {
        parent = IntStream.range(0, size).toArray();
    }

    int root(int group) {
        int root = group;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    void join(int a, int b) {
        parent[root(b)] = root(a);
    }

    List<Group> apply(List<Group> groups, Map<Node, Integer> order) {
        Map<Integer, List<Group>> members = new TreeMap<>();
        for (int g = 0; g < groups.size(); g++) {
            members.computeIfAbsent(root(g), r -> new ArrayList<>()).add(groups.get(g));
        }
        List<Group> joined = new ArrayList<>();
        members.values().forEach(m -> joined.add(Group.joined(m, order)));
        joined.sort(Comparator.comparing(g -> order.get(g.nodes().get(0))));
        return joined;
    }
}
