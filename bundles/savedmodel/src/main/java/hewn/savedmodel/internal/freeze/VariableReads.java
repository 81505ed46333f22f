package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/** Operations that read something of a variable, once the variable is a constant. */
final class VariableReads {
    private VariableReads() {}

    /**
     * What stands in a read's place.
     *
     * @param read whose first input is a value already
     */
    static Node frozen(Node read) throws ModelException {
        return switch (read.op()) {
            case "ResourceGather" -> gather(read);
            case "ResourceGatherNd" -> gatherNd(read);
            case "VariableShape" -> shape(read);
            default -> read;
        };
    }

    private static Node gather(Node read) {
        AttrValue batchDims = read.attribute("batch_dims").orElse(integer(0));
        TensorProto axis = TensorProto.newBuilder()
                .setDtype(DataType.DT_INT32)
                .setTensorShape(org.tensorflow.proto.TensorShapeProto.getDefaultInstance())
                .addIntVal((int) batchDims.getI())
                .build();
        Map<String, AttrValue> attributes = types(read, "Tparams");
        attributes.put("Taxis", type(DataType.DT_INT32));
        attributes.put("batch_dims", batchDims);
        Port values = read.inputs().get(0);
        Port indices = read.inputs().get(1);
        Port along = Variables.constant(read.name() + "/axis", axis).output(0);
        return new Node(read.name(), "GatherV2", List.of(values, indices, along), attributes, read.outputTypes());
    }

    private static Node gatherNd(Node read) {
        return new Node(read.name(), "GatherNd", read.inputs(), types(read, "Tparams"), read.outputTypes());
    }

    private static Node shape(Node read) {
        Map<String, AttrValue> attributes = new HashMap<>();
        attributes.put("T", type(read.inputs().get(0).type()));
        attributes.put("out_type", type(read.outputTypes().get(0)));
        return new Node(read.name(), "Shape", read.inputs(), attributes, read.outputTypes());
    }

    private static Map<String, AttrValue> types(Node read, String valueType) {
        Map<String, AttrValue> attributes = new HashMap<>();
        attributes.put(valueType, type(read.inputs().get(0).type()));
        attributes.put("Tindices", type(read.inputs().get(1).type()));
        read.attribute("_output_shapes").ifPresent(s -> attributes.put("_output_shapes", s));
        return attributes;
    }

    private static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    private static AttrValue integer(long value) {
        return AttrValue.newBuilder().setI(value).build();
    }
}
