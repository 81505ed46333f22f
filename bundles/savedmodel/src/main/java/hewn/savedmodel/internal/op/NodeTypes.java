package hewn.savedmodel.internal.op;

import hewn.inference.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.OpDef;

/**
 * The element types of what one node takes and gives, found from its operation's definition and its attributes as in
 * TensorFlow's {@code NodeDefUtil}.
 *
 * <p>Reference types of TensorFlow 1 count as the types that they refer to.
 */
public final class NodeTypes {
    private static final int MOST_ARGUMENTS = 100_000;
    private static final int FIRST_REFERENCE_TYPE = 101;

    private final OpDef definition;
    private final Map<String, AttrValue> attributes;
    private final String where;

    /**
     * Types of one node.
     *
     * @param definition of the node's operation
     * @param attributes of the node, without placeholders
     * @param where names the node in messages
     */
    public NodeTypes(OpDef definition, Map<String, AttrValue> attributes, String where) {
        this.definition = definition;
        this.attributes = attributes;
        this.where = where;
    }

    /**
     * What it takes.
     *
     * @return one type for each input tensor, in order
     * @throws ModelException if an attribute is missing or makes no sense
     */
    public List<DataType> inputs() throws ModelException {
        return flatten(definition.getInputArgList());
    }

    /**
     * What it gives.
     *
     * @return one type for each output tensor, in order
     * @throws ModelException if an attribute is missing or makes no sense
     */
    public List<DataType> outputs() throws ModelException {
        return flatten(definition.getOutputArgList());
    }

    /**
     * Where the tensors of one output argument begin among all output tensors.
     *
     * @param argument the name of an output argument, such as {@code output}
     * @return the index of the argument's first tensor
     * @throws ModelException if there is no such argument
     */
    public int firstOutput(String argument) throws ModelException {
        int first = 0;
        for (OpDef.ArgDef output : definition.getOutputArgList()) {
            if (output.getName().equals(argument)) {
                return first;
            }
            first += flatten(List.of(output)).size();
        }
        throw new ModelException(
                where, definition.getName() + " has no output '" + argument + "'", "Export the model again.");
    }

    private List<DataType> flatten(List<OpDef.ArgDef> arguments) throws ModelException {
        List<DataType> types = new ArrayList<>();
        for (OpDef.ArgDef argument : arguments) {
            if (!argument.getTypeListAttr().isEmpty()) {
                attribute(argument.getTypeListAttr()).getList().getTypeList().forEach(t -> types.add(value(t)));
            } else {
                DataType type = value(type(argument));
                long count = argument.getNumberAttr().isEmpty()
                        ? 1
                        : attribute(argument.getNumberAttr()).getI();
                requireCount(count);
                for (long i = 0; i < count; i++) {
                    types.add(type);
                }
            }
        }
        requireCount(types.size());
        return types;
    }

    private void requireCount(long count) throws ModelException {
        if (count < 0 || count > MOST_ARGUMENTS) {
            throw new ModelException(
                    where, definition.getName() + " cannot have " + count + " tensors", "Export the model again.");
        }
    }

    private DataType type(OpDef.ArgDef argument) throws ModelException {
        return argument.getTypeAttr().isEmpty()
                ? argument.getType()
                : attribute(argument.getTypeAttr()).getType();
    }

    private AttrValue attribute(String name) throws ModelException {
        AttrValue given = attributes.get(name);
        if (given != null) {
            return given;
        }
        return definition.getAttrList().stream()
                .filter(a -> a.getName().equals(name) && a.hasDefaultValue())
                .map(OpDef.AttrDef::getDefaultValue)
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        where,
                        "operation " + definition.getName() + " lacks the attribute '" + name + "'",
                        "Export the model again."));
    }

    /** The type that a reference type refers to; others are left as they are. */
    private static DataType value(DataType type) {
        return type != DataType.UNRECOGNIZED && type.getNumber() >= FIRST_REFERENCE_TYPE
                ? DataType.forNumber(type.getNumber() - FIRST_REFERENCE_TYPE + 1)
                : type;
    }
}
