package hewn.savedmodel.internal.policy;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.inline.Body;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.NodeDef;

/** The nodes of the main graph that others depend on, through data or by waiting for them. */
final class MainGraphWalk {
    private MainGraphWalk() {}

    /**
     * Finds them.
     *
     * @param main the main graph
     * @param roots tensors of it
     * @param fed tensors that are given from outside, and so need nothing
     * @param where who asks for the roots, in messages
     * @return the nodes that the roots need, themselves among them
     */
    static List<NodeDef> of(Body main, List<String> roots, Set<String> fed, String where) throws ModelException {
        Deque<Read> open = new ArrayDeque<>();
        roots.forEach(r -> open.push(new Read(r, where)));
        Set<String> seen = new HashSet<>();
        List<NodeDef> nodes = new ArrayList<>();
        while (!open.isEmpty()) {
            Read read = open.pop();
            String name = BodyGraph.nodeOf(read.input());
            if (!fed.contains(read.tensor()) && seen.add(name)) {
                NodeDef node = main.node(name, read.where());
                nodes.add(node);
                node.getInputList().forEach(i -> open.push(new Read(i, main.where(name))));
            }
        }
        return nodes;
    }

    /** A tensor or a node to wait for, and who depends on it. */
    private record Read(String input, String where) {
        String tensor() {
            return input.startsWith("^") || input.indexOf(':') >= 0 ? input : input + ":0";
        }
    }
}
