package hewn.savedmodel.internal.op;

import java.util.Set;

/** Operations that are more than computation, and have a treatment of their own. */
public final class Operation {
    /** Pass one tensor on. */
    public static final Set<String> PASS =
            Set.of("Identity", "StopGradient", "PreventGradient", "Snapshot", "RefIdentity", "GuaranteeConst");

    /** Passes each of its tensors on. */
    public static final String PASS_ALL = "IdentityN";

    /** Call a function once. */
    public static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");

    /** Call functions repeatedly or depending on a value. */
    public static final Set<String> CONTROL =
            Set.of("While", "StatelessWhile", "If", "StatelessIf", "Case", "StatelessCase");

    /** Loops. */
    public static final Set<String> LOOPS = Set.of("While", "StatelessWhile");

    /** A handle of a variable. */
    public static final String HANDLE = "VarHandleOp";

    /** Variables of TensorFlow 1, which are tensors themselves. */
    public static final Set<String> REF_VARIABLES = Set.of("VariableV2", "Variable");

    /** The attribute of a flat graph's variable that has its name in the main graph; no name of TensorFlow's begins so. */
    public static final String VARIABLE_NAME = "_hewn_variable";

    /** The attribute that lets the runtime run a loop's or branch's body in parallel; the result is the same. */
    public static final String LOWER = "_lower_using_switch_merge";

    /** Reads a variable. */
    public static final String READ = "ReadVariableOp";

    /** Read something of a variable. */
    public static final Set<String> READS = Set.of(READ, "ResourceGather", "ResourceGatherNd", "VariableShape");

    /** Inputs of a graph. */
    public static final Set<String> PLACEHOLDERS = Set.of("Placeholder", "PlaceholderV2", "PlaceholderWithDefault");

    private Operation() {}
}
