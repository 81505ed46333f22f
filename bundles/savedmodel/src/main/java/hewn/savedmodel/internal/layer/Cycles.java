package hewn.savedmodel.internal.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The strongly connected components of a graph (R. Tarjan, Depth-first search and linear graph algorithms, SIAM J.
 * Comput. 1 (1972)), with a stack of its own.
 */
final class Cycles {
    private final IntFunction<List<Integer>> readers;
    private final int[] number;
    private final int[] low;
    private final boolean[] onPath;
    private final List<Integer> path = new ArrayList<>();
    private final List<List<Integer>> components = new ArrayList<>();
    private int numbered;

    private Cycles(int size, IntFunction<List<Integer>> readers) {
        this.readers = readers;
        number = new int[size];
        low = new int[size];
        onPath = new boolean[size];
    }

    /** All components, each with its members in ascending order. One of a single member is no cycle. */
    static List<List<Integer>> components(GroupGraph graph) {
        Cycles cycles = new Cycles(graph.size(), g -> List.copyOf(graph.readers(g)));
        IntStream.range(0, graph.size()).filter(g -> cycles.number[g] == 0).forEach(cycles::visit);
        return cycles.components;
    }

    private static final class Frame {
        private final int vertex;
        private final List<Integer> readers;
        private int next;

        private Frame(int vertex, List<Integer> readers) {
            this.vertex = vertex;
            this.readers = readers;
        }
    }

    private void visit(int root) {
        List<Frame> stack = new ArrayList<>();
        stack.add(enter(root));
        while (!stack.isEmpty()) {
            Frame frame = stack.get(stack.size() - 1);
            if (frame.next == frame.readers.size()) {
                stack.remove(stack.size() - 1);
                leave(frame.vertex);
                if (!stack.isEmpty()) {
                    lower(stack.get(stack.size() - 1).vertex, low[frame.vertex]);
                }
                continue;
            }
            int reader = frame.readers.get(frame.next++);
            if (number[reader] == 0) {
                stack.add(enter(reader));
            } else if (onPath[reader]) {
                lower(frame.vertex, number[reader]);
            }
        }
    }

    private Frame enter(int vertex) {
        number[vertex] = low[vertex] = ++numbered;
        path.add(vertex);
        onPath[vertex] = true;
        return new Frame(vertex, readers.apply(vertex));
    }

    private void lower(int vertex, int value) {
        low[vertex] = Math.min(low[vertex], value);
    }

    private void leave(int vertex) {
        if (low[vertex] != number[vertex]) {
            return;
        }
        List<Integer> component = new ArrayList<>();
        int member;
        do {
            member = path.remove(path.size() - 1);
            onPath[member] = false;
            component.add(member);
        } while (member != vertex);
        component.sort(null);
        components.add(component);
    }
}
