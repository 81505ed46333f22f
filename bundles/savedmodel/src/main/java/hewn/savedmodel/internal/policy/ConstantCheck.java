package hewn.savedmodel.internal.policy;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.savedmodel.internal.read.ElementTypes;
import hewn.savedmodel.internal.read.ShapeProtos;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Refuses constants that claim to be larger than they may be, or do not hold what they claim.
 *
 * <p>A constant of a single value stands for as many as its shape says: a few bytes in the file, terabytes in memory.
 */
final class ConstantCheck {
    private final ModelLimits limits;

    ConstantCheck(ModelLimits limits) {
        this.limits = limits;
    }

    void check(NodeDef constant, String where) throws ModelException {
        AttrValue value = constant.getAttrOrDefault("value", AttrValue.getDefaultInstance());
        AttrValue type = constant.getAttrOrDefault("dtype", AttrValue.getDefaultInstance());
        if (!value.hasTensor() || value.getTensor().getDtype() != type.getType()) {
            throw malformed(where, "has no value of its type");
        }
        check(value.getTensor(), where);
    }

    private void check(TensorProto tensor, String where) throws ModelException {
        long elements = elements(tensor, where);
        int size = ElementTypes.sizeBytes(tensor.getDtype());
        if (elements > limits.constantBytes() / size) {
            throw new ModelException(
                    where,
                    "is a constant of " + elements + " elements of " + size + " bytes, and the limit is "
                            + limits.constantBytes() + " bytes",
                    "Use smaller constants, or raise the limit.");
        }
        long content = tensor.getTensorContent().size();
        boolean raw = content > 0 && tensor.getDtype() != DataType.DT_STRING;
        if (raw && content != elements * size) {
            throw malformed(where, "holds " + content + " bytes, but its shape asks for " + elements * size);
        }
        if (listed(tensor) > elements) {
            throw malformed(where, "holds " + listed(tensor) + " values, but its shape asks for " + elements);
        }
    }

    private static long elements(TensorProto tensor, String where) throws ModelException {
        try {
            PartialShape shape = ShapeProtos.read(tensor.getTensorShape());
            boolean known = shape.dimensions()
                    .filter(dimensions -> dimensions.stream().allMatch(d -> d.isPresent()))
                    .isPresent();
            Optional<Shape> whole = known ? shape.fill(1) : Optional.empty();
            return whole.orElseThrow(() -> new IllegalArgumentException("it is " + shape))
                    .elements();
        } catch (IllegalArgumentException impossible) {
            throw malformed(where, "has an impossible shape: " + impossible.getMessage());
        }
    }

    private static long listed(TensorProto tensor) {
        return switch (tensor.getDtype()) {
            case DT_FLOAT -> tensor.getFloatValCount();
            case DT_DOUBLE -> tensor.getDoubleValCount();
            case DT_INT64 -> tensor.getInt64ValCount();
            case DT_STRING -> tensor.getStringValCount();
            case DT_BOOL -> tensor.getBoolValCount();
            case DT_HALF, DT_BFLOAT16 -> tensor.getHalfValCount();
            default -> tensor.getIntValCount();
        };
    }

    private static ModelException malformed(String where, String reason) {
        return new ModelException(where, reason, "Export the model again.");
    }
}
