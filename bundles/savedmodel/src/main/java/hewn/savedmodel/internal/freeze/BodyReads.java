package hewn.savedmodel.internal.freeze;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Operations within functions that read a part of a variable, once it is a value. */
final class BodyReads {
    private BodyReads() {}

    /** Rows of a variable: {@code ResourceGather} becomes {@code GatherV2} and the constant of its axis. */
    static List<NodeDef> gather(
            NodeDef read, List<String> inputs, FrozenArgument value, Map<String, AttrValue> attributes) {
        AttrValue batchDims = attributes.getOrDefault(
                "batch_dims", AttrValue.newBuilder().setI(0).build());
        TensorProto axis = TensorProto.newBuilder()
                .setDtype(DataType.DT_INT32)
                .setTensorShape(TensorShapeProto.getDefaultInstance())
                .addIntVal((int) batchDims.getI())
                .build();
        NodeDef constant = NodeDef.newBuilder()
                .setName(read.getName() + "/axis")
                .setOp("Const")
                .putAttr("dtype", type(DataType.DT_INT32))
                .putAttr("value", AttrValue.newBuilder().setTensor(axis).build())
                .build();
        Map<String, AttrValue> gathers = new HashMap<>();
        gathers.put("batch_dims", batchDims);
        gathers.put("Tparams", type(value.type()));
        gathers.put("Tindices", attributes.getOrDefault("Tindices", type(DataType.DT_INT32)));
        gathers.put("Taxis", type(DataType.DT_INT32));
        List<String> operands = List.of(inputs.get(0), inputs.get(1), constant.getName() + ":output:0");
        return List.of(constant, FunctionRewrite.node(read, "GatherV2", operands, gathers));
    }

    private static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }
}
