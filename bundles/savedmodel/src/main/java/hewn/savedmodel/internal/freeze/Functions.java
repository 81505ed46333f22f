package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.savedmodel.internal.inline.Library;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NameAttrList;

/** The functions that loops and branches call, rewritten once for each kind of arguments that they get. */
final class Functions {
    private static final int DEEPEST = 100;

    private final Library library;
    private final ModelLimits limits;
    private final ControlFlow controlFlow;
    private final SortedMap<String, FunctionDef> written = new TreeMap<>();
    private final Map<Use, RewrittenFunction> known = new HashMap<>();
    private int depth;
    private int nodes;

    Functions(Library library, ModelLimits limits, ControlFlow controlFlow) {
        this.library = library;
        this.limits = limits;
        this.controlFlow = controlFlow;
    }

    /** A function with certain arguments. */
    private record Use(NameAttrList function, List<Optional<FrozenArgument>> arguments) {}

    SortedMap<String, FunctionDef> written() {
        return written;
    }

    RewrittenFunction rewrite(
            NameAttrList function, List<Optional<FrozenArgument>> arguments, String name, String where)
            throws ModelException {
        Use use = new Use(function, List.copyOf(arguments));
        RewrittenFunction rewritten = known.get(use);
        if (rewritten == null) {
            rewritten = rewriteNew(use, unique(name), where);
            known.put(use, rewritten);
        }
        return rewritten;
    }

    private RewrittenFunction rewriteNew(Use use, String name, String where) throws ModelException {
        FunctionDef function = library.function(use.function().getName())
                .orElseThrow(() -> new ModelException(
                        where,
                        "calls function '" + use.function().getName() + "', which does not exist",
                        "Export the model again."));
        nodes += function.getNodeDefCount();
        if (++depth > DEEPEST || nodes > limits.inlinedNodes()) {
            throw new ModelException(
                    where,
                    "its functions are nested too deeply or have too many nodes (" + nodes + ")",
                    "Use a smaller model, or raise the limit.");
        }
        written.put(name, FunctionDef.getDefaultInstance());
        FunctionRewrite rewrite = new FunctionRewrite(
                function, library.body(use.function().getName(), where), use.arguments(), controlFlow);
        written.put(name, rewrite.function(name, use.function().getAttrMap()));
        depth--;
        return new RewrittenFunction(name, rewrite.passed());
    }

    /** A name that TensorFlow takes for a function. */
    private String unique(String name) {
        String base = name.replaceAll("[^A-Za-z0-9_]", "_");
        String candidate = base;
        for (int i = 1; written.containsKey(candidate); i++) {
            candidate = base + "_" + i;
        }
        return candidate;
    }
}
