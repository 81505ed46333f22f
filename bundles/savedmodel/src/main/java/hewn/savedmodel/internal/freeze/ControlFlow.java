package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.inline.Library;
import hewn.savedmodel.internal.op.NodeTypes;
import hewn.savedmodel.internal.op.OpRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.OpDef;

/**
 * Loops and branches, whose bodies stay whole.
 *
 * <p>Keras exports recurrent layers as {@code While} loops that have state only because they read variables. With the
 * values in place of the handles nothing of that is left, and they become {@code StatelessWhile}.
 */
final class ControlFlow {
    private final Functions functions;

    ControlFlow(Library library, ModelLimits limits) {
        functions = new Functions(library, limits, this);
    }

    SortedMap<String, FunctionDef> functions() {
        return functions.written();
    }

    /** A rewritten operation. */
    record Rewritten(String op, Map<String, AttrValue> attributes) {}

    /**
     * A loop or branch of the flat graph.
     *
     * @param original with handles
     * @param frozen the same with values where they are known
     */
    Node frozen(Node original, Node frozen) throws ModelException {
        List<Optional<FrozenArgument>> arguments = new ArrayList<>();
        for (int i = 0; i < frozen.inputs().size(); i++) {
            boolean isHandle = original.inputs().get(i).type() == DataType.DT_RESOURCE;
            arguments.add(
                    isHandle ? Optional.of(FrozenArgument.of(frozen.inputs().get(i))) : Optional.empty());
        }
        String where = "node '" + original.name() + "'";
        Rewritten rewritten = rewrite(original.op(), original.attributes(), arguments, original.name(), where);
        OpDef definition = OpRegistry.standard().find(rewritten.op()).orElseThrow();
        List<DataType> outputs = new NodeTypes(definition, rewritten.attributes(), where).outputs();
        return new Node(original.name(), rewritten.op(), frozen.inputs(), rewritten.attributes(), outputs);
    }

    /**
     * Rewrites a call, loop or branch.
     *
     * @param op what it is
     * @param attributes its attributes
     * @param inputs which of its inputs are values now
     * @param name what the names of its functions begin with
     * @param where names it in messages
     */
    Rewritten rewrite(
            String op,
            Map<String, AttrValue> attributes,
            List<Optional<FrozenArgument>> inputs,
            String name,
            String where)
            throws ModelException {
        return switch (op) {
            case "While", "StatelessWhile" -> loop(attributes, inputs, name, where);
            case "If", "StatelessIf" -> branches("StatelessIf", attributes, inputs, name, where);
            case "Case", "StatelessCase" -> branches("StatelessCase", attributes, inputs, name, where);
            default -> call(attributes, inputs, name, where);
        };
    }

    private Rewritten loop(
            Map<String, AttrValue> attributes, List<Optional<FrozenArgument>> inputs, String name, String where)
            throws ModelException {
        Map<String, AttrValue> rewritten = new HashMap<>(attributes);
        NameAttrList body = function(attributes, "body", where);
        RewrittenFunction repeated = functions.rewrite(body, inputs, name + "_body", where);
        for (int i = 0; i < inputs.size(); i++) {
            boolean same =
                    i < repeated.passed().size() && repeated.passed().get(i).equals(Optional.of(i));
            if (inputs.get(i).isPresent() && !same) {
                throw new ModelException(
                        where,
                        "its body replaces variable number " + i + " of the loop by another",
                        "Loop over values, not over variables.");
            }
        }
        NameAttrList condition = function(attributes, "cond", where);
        rewritten.put("body", named(repeated.name()));
        rewritten.put(
                "cond",
                named(functions
                        .rewrite(condition, inputs, name + "_cond", where)
                        .name()));
        retype(rewritten, "T", inputs);
        reshape(rewritten, inputs);
        return new Rewritten("StatelessWhile", rewritten);
    }

    private Rewritten branches(
            String op,
            Map<String, AttrValue> attributes,
            List<Optional<FrozenArgument>> inputs,
            String name,
            String where)
            throws ModelException {
        List<Optional<FrozenArgument>> arguments = inputs.subList(Math.min(1, inputs.size()), inputs.size());
        Map<String, AttrValue> rewritten = new HashMap<>(attributes);
        for (String branch : List.of("then_branch", "else_branch")) {
            if (attributes.containsKey(branch)) {
                NameAttrList function = function(attributes, branch, where);
                rewritten.put(branch, named(result(function, arguments, name + "_" + branch, where)));
            }
        }
        AttrValue cases = attributes.getOrDefault("branches", AttrValue.getDefaultInstance());
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        for (NameAttrList function : cases.getList().getFuncList()) {
            list.addFunc(NameAttrList.newBuilder()
                    .setName(result(function, arguments, name + "_branch_" + list.getFuncCount(), where)));
        }
        if (list.getFuncCount() > 0) {
            rewritten.put("branches", AttrValue.newBuilder().setList(list).build());
        }
        retype(rewritten, "Tin", arguments);
        return new Rewritten(op, rewritten);
    }

    private Rewritten call(
            Map<String, AttrValue> attributes, List<Optional<FrozenArgument>> inputs, String name, String where)
            throws ModelException {
        Map<String, AttrValue> rewritten = new HashMap<>(attributes);
        NameAttrList function = function(attributes, "f", where);
        rewritten.put("f", named(result(function, inputs, name, where)));
        retype(rewritten, "Tin", inputs);
        return new Rewritten("PartitionedCall", rewritten);
    }

    /** The name of a rewritten function that returns no handle. */
    private String result(NameAttrList function, List<Optional<FrozenArgument>> arguments, String name, String where)
            throws ModelException {
        RewrittenFunction rewritten = functions.rewrite(function, arguments, name, where);
        if (rewritten.passed().stream().anyMatch(Optional::isPresent)) {
            throw new ModelException(
                    where, "function '" + function.getName() + "' returns a variable", "Return its value.");
        }
        return rewritten.name();
    }

    private static NameAttrList function(Map<String, AttrValue> attributes, String key, String where)
            throws ModelException {
        AttrValue value = attributes.getOrDefault(key, AttrValue.getDefaultInstance());
        if (!value.hasFunc()) {
            throw new ModelException(where, "lacks the function '" + key + "'", "Export the model again.");
        }
        return value.getFunc();
    }

    private static AttrValue named(String function) {
        return AttrValue.newBuilder()
                .setFunc(NameAttrList.newBuilder().setName(function))
                .build();
    }

    private static void retype(
            Map<String, AttrValue> attributes, String key, List<Optional<FrozenArgument>> arguments) {
        AttrValue types = attributes.getOrDefault(key, AttrValue.getDefaultInstance());
        AttrValue.ListValue.Builder list = types.getList().toBuilder();
        for (int i = 0; i < Math.min(arguments.size(), list.getTypeCount()); i++) {
            int index = i;
            arguments.get(i).ifPresent(a -> list.setType(index, a.type()));
        }
        attributes.put(key, AttrValue.newBuilder().setList(list).build());
    }

    private static void reshape(Map<String, AttrValue> attributes, List<Optional<FrozenArgument>> arguments) {
        AttrValue shapes = attributes.getOrDefault("output_shapes", AttrValue.getDefaultInstance());
        AttrValue.ListValue.Builder list = shapes.getList().toBuilder();
        for (int i = 0; i < Math.min(arguments.size(), list.getShapeCount()); i++) {
            int index = i;
            arguments.get(i).ifPresent(a -> list.setShape(index, a.shape()));
        }
        attributes.put("output_shapes", AttrValue.newBuilder().setList(list).build());
    }
}
