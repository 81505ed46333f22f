package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.inline.Source;
import hewn.savedmodel.internal.op.AllowedOperations;
import hewn.savedmodel.internal.op.Operation;
import java.util.Set;

/**
 * Refuses models that do more than restore variables when they are loaded.
 *
 * <p>Whoever loads the whole model runs its restore operation, which is a program like any other.
 */
final class RestorePolicy {
    private static final Set<String> RESTORING =
            Set.of("RestoreV2", "AssignVariableOp", "Assign", Operation.HANDLE, "DisableCopyOnRead");

    private RestorePolicy() {}

    static void check(Source source) throws ModelException {
        String op = source.node().getOp();
        boolean allowed = RESTORING.contains(op)
                || Operation.CALLS.contains(op)
                || Operation.PLACEHOLDERS.contains(op)
                || Operation.REF_VARIABLES.contains(op)
                || AllowedOperations.standard().contains(op);
        if (!allowed) {
            throw new ModelException(
                    source.where(),
                    "operation " + op + " runs when the model is loaded, where variables are restored and nothing else",
                    "Export the serving function alone.");
        }
    }
}
