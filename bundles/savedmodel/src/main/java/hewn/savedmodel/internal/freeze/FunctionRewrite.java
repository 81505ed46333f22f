package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.inline.Body;
import hewn.savedmodel.internal.op.KnownAttributes;
import hewn.savedmodel.internal.op.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * One function, its handles replaced by values.
 *
 * <p>Left out is what its results do not need, and what only says in which order things were to happen: nothing that
 * is left has an effect.
 */
final class FunctionRewrite {
    private final FunctionDef original;
    private final Body body;
    private final List<Optional<FrozenArgument>> arguments;
    private final ControlFlow controlFlow;
    private final Map<String, Integer> frozen = new HashMap<>();
    private final BodySources tensors;

    FunctionRewrite(FunctionDef original, Body body, List<Optional<FrozenArgument>> arguments, ControlFlow controlFlow)
            throws ModelException {
        this.original = original;
        this.body = body;
        this.arguments = arguments;
        this.controlFlow = controlFlow;
        List<OpDef.ArgDef> names = original.getSignature().getInputArgList();
        if (names.size() != arguments.size()) {
            throw new ModelException(
                    "function '" + original.getSignature().getName() + "'",
                    "takes " + names.size() + " arguments, but gets " + arguments.size(),
                    "Export the model again.");
        }
        for (int i = 0; i < names.size(); i++) {
            if (arguments.get(i).isPresent()) {
                frozen.put(names.get(i).getName(), i);
            }
        }
        this.tensors = new BodySources(body, frozen.keySet());
    }

    /** For each result, the argument that was a handle and is returned as it is. */
    List<Optional<Integer>> passed() throws ModelException {
        List<Optional<Integer>> passed = new ArrayList<>();
        for (OpDef.ArgDef result : original.getSignature().getOutputArgList()) {
            BodySources.Tensor tensor = result(result);
            passed.add(tensor.isRead() ? Optional.empty() : Optional.ofNullable(frozen.get(tensor.ref())));
        }
        return passed;
    }

    FunctionDef function(String name, Map<String, AttrValue> given) throws ModelException {
        FunctionDef.Builder function = FunctionDef.newBuilder();
        function.getSignatureBuilder().setName(name);
        for (OpDef.ArgDef argument : original.getSignature().getInputArgList()) {
            function.getSignatureBuilder().addInputArg(plain(argument, argument.getName()));
        }
        List<String> results = new ArrayList<>();
        for (OpDef.ArgDef result : original.getSignature().getOutputArgList()) {
            String tensor = result(result).ref();
            results.add(tensor);
            function.putRet(result.getName(), tensor);
            function.getSignatureBuilder().addOutputArg(plain(result, tensor));
        }
        for (NodeDef node : tensors.needed(results)) {
            rewrite(node, name, given).forEach(function::addNodeDef);
        }
        return function.build();
    }

    private BodySources.Tensor result(OpDef.ArgDef result) throws ModelException {
        String where = "function '" + original.getSignature().getName() + "'";
        return tensors.source(original.getRetOrDefault(result.getName(), ""), where);
    }

    /** An argument or result without what TensorFlow notes about handles. */
    private OpDef.ArgDef plain(OpDef.ArgDef argument, String tensor) {
        Integer index = frozen.get(tensor);
        return OpDef.ArgDef.newBuilder()
                .setName(argument.getName())
                .setType(
                        index == null
                                ? argument.getType()
                                : arguments.get(index).orElseThrow().type())
                .build();
    }

    private List<NodeDef> rewrite(NodeDef node, String function, Map<String, AttrValue> given) throws ModelException {
        String where = body.where(node.getName());
        List<String> inputs = new ArrayList<>();
        List<Optional<FrozenArgument>> values = new ArrayList<>();
        for (BodySources.Tensor input : tensors.inputs(node)) {
            Integer index = input.isRead() ? null : frozen.get(input.ref());
            inputs.add(input.ref());
            values.add(index == null ? Optional.empty() : arguments.get(index));
        }
        Map<String, AttrValue> attributes = attributes(node, given);
        if (Operation.CALLS.contains(node.getOp()) || Operation.CONTROL.contains(node.getOp())) {
            ControlFlow.Rewritten rewritten =
                    controlFlow.rewrite(node.getOp(), attributes, values, function + "_" + node.getName(), where);
            return List.of(node(node, rewritten.op(), inputs, rewritten.attributes()));
        }
        if (node.getOp().equals("ResourceGather") && values.get(0).isPresent()) {
            return BodyReads.gather(node, inputs, values.get(0).orElseThrow(), attributes);
        }
        boolean usesHandle = values.stream().anyMatch(Optional::isPresent);
        if (usesHandle || node.getOp().equals(Operation.HANDLE) || Operation.READS.contains(node.getOp())) {
            throw new ModelException(
                    where,
                    "operation " + node.getOp() + " uses a variable within a loop or branch for more than reading",
                    "Read the variable before the loop, and use its value.");
        }
        return List.of(node(node, node.getOp(), inputs, attributes));
    }

    static NodeDef node(NodeDef original, String op, List<String> inputs, Map<String, AttrValue> attributes) {
        return NodeDef.newBuilder()
                .setName(original.getName())
                .setOp(op)
                .addAllInput(inputs)
                .putAllAttr(KnownAttributes.of(op, attributes))
                .build();
    }

    private static Map<String, AttrValue> attributes(NodeDef node, Map<String, AttrValue> given) {
        Map<String, AttrValue> attributes = new HashMap<>();
        node.getAttrMap().forEach((k, v) -> {
            boolean left = v.getValueCase() == AttrValue.ValueCase.PLACEHOLDER;
            attributes.put(k, left ? given.getOrDefault(v.getPlaceholder(), v) : v);
        });
        return attributes;
    }
}
