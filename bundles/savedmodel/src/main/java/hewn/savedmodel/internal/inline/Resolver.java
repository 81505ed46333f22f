package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.op.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Finds where tensors come from: through identities, into functions that are called and out to their callers.
 *
 * <p>Nothing here recurses, so that no graph, however deep, overflows the stack.
 */
public final class Resolver {
    private final Library library;
    private final Set<String> stops;
    private final int mostScopes;
    private int scopes;

    /**
     * Resolves in one graph.
     *
     * @param library the graph and its functions
     * @param stops tensors of the main graph, such as {@code x:0}, that are fed from outside
     * @param mostScopes how many calls are expanded before the model is refused
     */
    public Resolver(Library library, Set<String> stops, int mostScopes) {
        this.library = library;
        this.stops = Set.copyOf(stops);
        this.mostScopes = mostScopes;
    }

    /** A place on the way. */
    private record Step(Scope scope, String ref, String where) {}

    /** The same place, whoever reads it. */
    private record Key(Scope scope, String ref) {}

    /**
     * Finds the operation that a tensor comes from.
     *
     * @param start where the tensor is read
     * @param ref how it is named there
     * @param where who reads it, in messages
     * @return its source
     * @throws ModelException if it comes from nowhere, or only from itself
     */
    public Source resolve(Scope start, String ref, String where) throws ModelException {
        Step step = new Step(start, ref, where);
        Set<Key> passed = new LinkedHashSet<>();
        while (true) {
            Optional<Source> known = step.scope().resolved(step.ref());
            Optional<Step> next = known.isPresent() ? Optional.empty() : next(step);
            if (next.isEmpty()) {
                Source source = known.isPresent() ? known.get() : source(step);
                passed.forEach(k -> k.scope().resolve(k.ref(), source));
                return source;
            }
            if (!passed.add(new Key(step.scope(), step.ref()))) {
                throw cycle(source(step));
            }
            step = next.get();
        }
    }

    private Optional<Step> next(Step step) throws ModelException {
        TensorRef tensor = TensorRef.parse(step.ref(), step.where());
        Optional<Integer> argument = step.scope().body().argument(tensor.node());
        if (argument.isEmpty()) {
            return next(source(step));
        }
        Scope caller = step.scope().parent().orElseThrow();
        return Optional.of(new Step(caller, step.scope().argument(argument.get()), step.where()));
    }

    /**
     * A refusal of a node that depends on itself.
     *
     * @param source the node
     * @return what to throw
     */
    static ModelException cycle(Source source) {
        return new ModelException(
                source.where(), "depends on its own output (a cycle)", "Export the model again without this cycle.");
    }

    /**
     * The scope of a function that a node calls.
     *
     * @param scope where the node stands
     * @param call a node that calls a function
     * @param function the function's name
     * @return the same scope whenever it is asked for
     * @throws ModelException if there is no such function, it calls itself, or there are too many calls
     */
    public Scope child(Scope scope, NodeDef call, String function) throws ModelException {
        Optional<Scope> existing = scope.existingChild(call);
        if (existing.isPresent()) {
            return existing.get();
        }
        if (++scopes > mostScopes) {
            throw new ModelException(
                    scope.where(call),
                    "has more than " + mostScopes + " function calls once all are expanded",
                    "Use fewer functions within functions, or raise the limit.");
        }
        return scope.child(call, function, library);
    }

    private Source source(Step step) throws ModelException {
        TensorRef tensor = TensorRef.parse(step.ref(), step.where());
        NodeDef node = step.scope().body().node(tensor.node(), step.where());
        if (tensor.argument().isEmpty()) {
            return new Source(step.scope(), node, tensor.index());
        }
        int index = tensor.index();
        if (library.callee(node).isEmpty() || Operation.CALLS.contains(node.getOp())) {
            index += new Source(step.scope(), node, 0)
                    .types()
                    .firstOutput(tensor.argument().get());
        } else {
            index += library.function(node.getOp()).orElseThrow().getSignature().getOutputArgList().stream()
                    .map(OpDef.ArgDef::getName)
                    .toList()
                    .indexOf(tensor.argument().get());
        }
        return new Source(step.scope(), node, index);
    }

    private Optional<Step> next(Source source) throws ModelException {
        NodeDef node = source.node();
        if (source.scope().parent().isEmpty() && stops.contains(node.getName() + ":" + source.index())) {
            return Optional.empty();
        }
        if (Operation.PASS.contains(node.getOp()) || node.getOp().equals("PlaceholderWithDefault")) {
            return Optional.of(new Step(source.scope(), source.input(0), source.where()));
        }
        if (node.getOp().equals(Operation.PASS_ALL)) {
            return Optional.of(new Step(source.scope(), source.input(source.index()), source.where()));
        }
        Optional<String> function = library.callee(node);
        return function.isEmpty() ? Optional.empty() : Optional.of(result(source, function.get()));
    }

    private Step result(Source call, String function) throws ModelException {
        Scope child = child(call.scope(), call.node(), function);
        List<String> results = child.body().results();
        if (call.index() < 0 || call.index() >= results.size()) {
            throw new ModelException(
                    call.where(),
                    "output " + call.index() + " is read, but function '" + function + "' returns " + results.size(),
                    "Export the model again.");
        }
        return new Step(child, results.get(call.index()), "function '" + function + "'");
    }
}
