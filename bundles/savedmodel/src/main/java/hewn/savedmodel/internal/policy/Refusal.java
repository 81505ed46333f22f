package hewn.savedmodel.internal.policy;

import java.util.regex.Pattern;

/** Why operations are refused, and what can be done about it. */
enum Refusal {
    FILES(
            "(Read|Write)File|Matching.*|ImmutableConst|.*Reader.*|Save.*|Restore.*|MergeV2.*|Sharded.*|Generate(Vocab).*"
                    + "|LoadAndRemap.*|.*FromTextFile.*|.*Summary.*|Dump.*",
            "reads or writes files, which a model must not do while serving",
            "Do this outside of the model, and give it the content as an input."),
    NETWORK(
            "Rpc.*|RemoteCall|_?(Host)?(Send|Recv).*|Collective.*|Nccl.*|.*DataService.*",
            "uses the network, which a model must not do",
            "Do this outside of the model."),
    PYTHON(
            ".*PyFunc.*",
            "calls Python code, which is not in the file",
            "Replace tf.py_function and tf.numpy_function by TensorFlow operations."),
    RANDOM(
            "Random.*|.*Random.*|Multinomial|TruncatedNormal|ParameterizedTruncated.*|Stateful.*|.*CandidateSampler"
                    + "|NonDeterministicInts|Rng.*|Fractional.*|.*Seed.*|Skipgram|SampleDistorted.*",
            "draws random numbers, so that no two answers are equal",
            "Export the model for inference (training=False), or use tf.random.stateless_* with a fixed seed."),
    TABLE(
            ".*Table.*",
            "needs a lookup table that an initialiser fills before serving",
            "Look values up outside of the model, or with tf.gather over a constant."),
    REPORT(
            "Print.*|Assert|CheckNumerics.*|Debug.*|Abort",
            "reports or aborts while serving rather than computing an output",
            "Remove prints, assertions and numeric checks before exporting."),
    WRITES_VARIABLE(
            "Assign.*|.*Assign|.*Apply.*|Scatter(Nd)?(Add|Sub|Mul|Div|Min|Max|Update)|ResourceScatter.*|CountUpTo"
                    + "|Inplace.*|ResourceCountUpTo",
            "writes a variable while serving, so that an answer depends on those before it",
            "Pass state in and out as inputs and outputs."),
    LOOP(
            "Enter|Exit|NextIteration|Merge|Switch|LoopCond|Ref.*|TensorArray.*",
            "belongs to the control flow of TensorFlow 1",
            "Export the model with TensorFlow 2 control flow (tf.compat.v1.enable_control_flow_v2())."),
    DATA(
            ".*Dataset.*|.*Iterator.*|.*Queue.*|Barrier.*|Stage.*|Unstage|.*Batch(Function)?",
            "feeds data from a pipeline of its own",
            "Export the serving function alone, with tensors as inputs."),
    STATE(
            ".*",
            "is not on the list of operations that may run, because it is not plain computation",
            "Use other operations in the serving function."),
    UNKNOWN("(?!)", "is not known to TensorFlow 2.18", "Use operations of TensorFlow itself, not custom ones.");

    private final Pattern operations;
    private final String reason;
    private final String remedy;

    Refusal(String operations, String reason, String remedy) {
        this.operations = Pattern.compile(operations);
        this.reason = reason;
        this.remedy = remedy;
    }

    static Refusal of(String op) {
        for (Refusal refusal : values()) {
            if (refusal.operations.matcher(op).matches()) {
                return refusal;
            }
        }
        return STATE;
    }

    String reason() {
        return reason;
    }

    String remedy() {
        return remedy;
    }
}
