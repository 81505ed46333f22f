package hewn.savedmodel.internal.freeze;

import hewn.savedmodel.internal.flat.Port;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The value that a function gets where it got the handle of a variable.
 *
 * @param type of the value's elements
 * @param shape of the value
 */
record FrozenArgument(DataType type, TensorShapeProto shape) {
    static FrozenArgument of(Port value) {
        TensorShapeProto shape = value.node()
                .attribute("value")
                .map(AttrValue::getTensor)
                .map(t -> t.getTensorShape())
                .orElse(TensorShapeProto.newBuilder().setUnknownRank(true).build());
        return new FrozenArgument(value.type(), shape);
    }
}
