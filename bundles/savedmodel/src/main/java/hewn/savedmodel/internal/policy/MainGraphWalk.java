package hewn.savedmodel.internal.policy;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.inline.Body;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.NodeDef;

/** Visits what some nodes of the main graph depend on, through data or by waiting for it. */
final class MainGraphWalk {
    private MainGraphWalk() {}

    /** What is done with each node. */
    interface Visitor {
        void visit(Body body, NodeDef node) throws ModelException;
    }

    static void of(Body main, List<String> roots, Set<String> fed, String where, Visitor visitor)
            throws ModelException {
        Deque<Read> open = new ArrayDeque<>();
        roots.forEach(r -> open.push(new Read(r, where)));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Read read = open.pop();
            if (!fed.contains(read.tensor()) && seen.add(read.node())) {
                NodeDef node = main.node(read.node(), read.where());
                visitor.visit(main, node);
                node.getInputList().forEach(i -> open.push(new Read(i, main.where(node.getName()))));
            }
        }
    }

    /** A tensor or a node to wait for, and who depends on it. */
    private record Read(String input, String where) {
        String node() {
            String name = input.startsWith("^") ? input.substring(1) : input;
            int colon = name.indexOf(':');
            return colon < 0 ? name : name.substring(0, colon);
        }

        String tensor() {
            return input.startsWith("^") || input.indexOf(':') >= 0 ? input : input + ":0";
        }
    }
}
