package hewn.savedmodel.internal.policy;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.savedmodel.internal.flat.FunctionNames;
import hewn.savedmodel.internal.inline.Body;
import hewn.savedmodel.internal.inline.Library;
import hewn.savedmodel.internal.op.AllowedOperations;
import hewn.savedmodel.internal.op.OpRegistry;
import hewn.savedmodel.internal.op.Operation;
import hewn.savedmodel.internal.read.CallSignature;
import hewn.savedmodel.internal.read.Endpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpList;

/**
 * Refuses operations that do more than compute.
 *
 * <p>Looked at is all that TensorFlow could run when a signature is called: in the main graph what its outputs depend
 * on, be it through data or by waiting for it; and all nodes of every function that is called from there, because
 * TensorFlow runs those with effects even if nothing reads them.
 */
public final class Policy {
    private final Library library;
    private final ConstantCheck constants;
    private final AttributeCheck attributes;
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, List<String>> calls = new TreeMap<>();

    /**
     * A policy for one graph.
     *
     * @param library the graph and its functions
     * @param definitions of the operations as the exporting TensorFlow knew them
     * @param limits how large constants may be
     */
    public Policy(Library library, OpList definitions, ModelLimits limits) {
        this.library = library;
        this.attributes = new AttributeCheck(definitions);
        this.constants = new ConstantCheck(limits);
    }

    /**
     * Checks all that a signature could run.
     *
     * @param signature to be called
     * @throws ModelException if an operation is not allowed or not known, something depends on itself, or a constant is
     *     malformed or too large
     */
    public void check(CallSignature signature) throws ModelException {
        Set<String> fed = new HashSet<>();
        signature.inputs().forEach(i -> fed.add(i.tensor()));
        check(signature.outputs().stream().map(Endpoint::tensor).toList(), fed, signature.where());
    }

    /**
     * Checks all that runs when the whole model is loaded, but for restoring its variables.
     *
     * @param graph with its signatures and collections
     * @throws ModelException as for signatures
     */
    public void checkLoading(MetaGraphDef graph) throws ModelException {
        check(Initialisers.of(graph), Set.of(), "the graph's initialiser");
    }

    private void check(List<String> roots, Set<String> fed, String where) throws ModelException {
        Body main = library.main();
        check(main, MainGraphWalk.of(main, roots, fed, where));
        while (!open.isEmpty()) {
            String function = open.pop();
            Body body = library.body(function, where(function));
            calls.put(function, check(body, body.nodes()));
        }
        Optional<String> recursive = CycleSearch.in(calls);
        if (recursive.isPresent()) {
            throw new ModelException(
                    where(recursive.get()), "calls itself", "Use a loop (tf.while_loop) instead of recursion.");
        }
    }

    private static String where(String function) {
        return "function '" + function + "'";
    }

    /** Checks some nodes, and returns the functions that they call. */
    private List<String> check(Body body, Iterable<NodeDef> nodes) throws ModelException {
        SortedSet<String> called = new TreeSet<>();
        for (NodeDef node : nodes) {
            String where = body.where(node.getName());
            checkOperation(node, where);
            attributes.check(node, where);
            if (node.getOp().equals("Const")) {
                constants.check(node, where);
            }
            SortedSet<String> callees = new TreeSet<>();
            node.getAttrMap().values().forEach(a -> callees.addAll(FunctionNames.in(a)));
            library.callee(node).ifPresent(callees::add);
            for (String function : callees) {
                library.body(function, where);
            }
            called.addAll(callees);
        }
        BodyGraph.check(body, nodes);
        called.stream().filter(seen::add).forEach(open::push);
        return List.copyOf(called);
    }

    private void checkOperation(NodeDef node, String where) throws ModelException {
        String op = node.getOp();
        if (isAllowed(op) || library.function(op).isPresent()) {
            return;
        }
        boolean known = OpRegistry.standard().find(op).isPresent();
        Refusal refusal = known ? Refusal.of(op) : Refusal.UNKNOWN;
        throw new ModelException(where, "operation " + op + " " + refusal.reason(), refusal.remedy());
    }

    private static boolean isAllowed(String op) {
        return AllowedOperations.standard().contains(op)
                || Operation.CALLS.contains(op)
                || Operation.CONTROL.contains(op)
                || Operation.READS.contains(op)
                || Operation.PASS.contains(op)
                || Operation.PLACEHOLDERS.contains(op)
                || Operation.REF_VARIABLES.contains(op)
                || op.equals(Operation.HANDLE);
    }
}
