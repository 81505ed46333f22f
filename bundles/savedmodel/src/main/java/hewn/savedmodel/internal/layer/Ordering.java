package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Puts groups into one order in which little is alive at a time.
 *
 * <p>To find the best order is NP-hard (it is register allocation with costs), so the best of three simple ones is
 * taken: as the graph has them; depth first, which finishes a branch before it begins the next; and greedily, by what
 * would be alive next.
 */
final class Ordering {
    /** Above that many groups, only orders that need no search are tried. */
    private static final int MOST_SEARCHED = 3_000;

    private final GroupGraph graph;
    private final ToLongFunction<Port> bytes;
    private final List<Set<Port>> reads = new ArrayList<>();
    private final List<Set<Port>> makes = new ArrayList<>();
    private final Map<Port, Integer> readerCounts = new HashMap<>();
    private final Set<Port> kept;

    /**
     * Orders for one graph.
     *
     * @param graph without cycles
     * @param variable all nodes that depend on an input
     * @param kept what is alive to the end, the model's outputs
     * @param bytes the size of a tensor
     */
    Ordering(GroupGraph graph, Set<Node> variable, Set<Port> kept, ToLongFunction<Port> bytes) {
        this.graph = graph;
        this.kept = kept;
        this.bytes = bytes;
        for (int g = 0; g < graph.size(); g++) {
            reads.add(graph.reads(g, variable));
            makes.add(new TreeSet<>(Comparator.comparing(Port::toString)));
        }
        for (Set<Port> read : reads) {
            for (Port port : read) {
                readerCounts.merge(port, 1, Integer::sum);
                graph.groupOf(port).ifPresent(g -> makes.get(g).add(port));
            }
        }
        kept.forEach(p -> graph.groupOf(p).ifPresent(g -> makes.get(g).add(p)));
    }

    /** The best order that was found, as numbers of groups. */
    List<Integer> best() {
        List<List<Integer>> candidates = new ArrayList<>();
        candidates.add(order((alive, group) -> group));
        if (graph.size() <= MOST_SEARCHED) {
            candidates.add(order((alive, group) -> -alive.newestRead(group)));
            candidates.add(order((alive, group) -> alive.growth(group)));
        }
        return candidates.stream().min(Comparator.comparingDouble(this::cost)).orElseThrow();
    }

    /** Says how badly a group fits next; the least value is taken. */
    private interface Preference {
        long of(Alive alive, int group);
    }

    private List<Integer> order(Preference preference) {
        Alive alive = new Alive();
        List<Integer> order = new ArrayList<>();
        TreeSet<Integer> ready = new TreeSet<>();
        int[] missing = new int[graph.size()];
        for (int g = 0; g < missing.length; g++) {
            missing[g] = graph.sources(g).size();
            if (missing[g] == 0) {
                ready.add(g);
            }
        }
        boolean searched = graph.size() <= MOST_SEARCHED;
        while (!ready.isEmpty()) {
            int next = searched ? preferred(ready, g -> preference.of(alive, g)) : ready.first();
            ready.remove(next);
            order.add(next);
            alive.run(next, order.size());
            for (int reader : graph.readers(next)) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        return order;
    }

    private static int preferred(Collection<Integer> ready, ToLongFunction<Integer> preference) {
        return ready.stream()
                .min(Comparator.comparingLong(preference).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** The bytes alive at all cuts together. */
    private double cost(List<Integer> order) {
        Alive alive = new Alive();
        double cost = 0;
        for (int group : order) {
            alive.run(group, 0);
            cost += alive.bytes;
        }
        return cost;
    }

    /** What is alive while an order is made. */
    private final class Alive {
        private final Map<Port, Integer> unread = new HashMap<>(readerCounts);
        private final Map<Port, Integer> madeAt = new HashMap<>();
        private double bytes;

        long newestRead(int group) {
            return reads.get(group).stream()
                    .mapToLong(p -> madeAt.getOrDefault(p, 0))
                    .max()
                    .orElse(0);
        }

        long growth(int group) {
            long made = makes.get(group).stream().mapToLong(Ordering.this.bytes).sum();
            long freed = reads.get(group).stream()
                    .filter(p -> unread.get(p) == 1 && !kept.contains(p))
                    .mapToLong(Ordering.this.bytes)
                    .sum();
            return made - freed;
        }

        void run(int group, int time) {
            bytes += growth(group);
            reads.get(group).forEach(p -> unread.merge(p, -1, Integer::sum));
            makes.get(group).forEach(p -> madeAt.put(p, time));
        }
    }
}
