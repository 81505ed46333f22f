package hewn.savedmodel.internal.shape;

import hewn.savedmodel.internal.read.ShapeProtos;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/**
 * Constants and placeholders, which say themselves what they are.
 *
 * <p>FLOPs: none.
 */
final class Constants implements Family {
    /** Shapes are short; what is longer is data. */
    private static final long MOST_VALUES = 256;

    @Override
    public Set<String> operations() {
        return Set.of("Const", "Placeholder");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        if (node.op().equals("Placeholder")) {
            return List.of(node.node()
                    .attribute("shape")
                    .map(a -> Fact.of(ShapeProtos.read(a.getShape())))
                    .orElse(Fact.UNKNOWN));
        }
        return List.of(node.node()
                .attribute("value")
                .map(AttrValue::getTensor)
                .map(Constants::fact)
                .orElse(Fact.UNKNOWN));
    }

    private static Fact fact(TensorProto tensor) {
        Fact fact = Fact.of(ShapeProtos.read(tensor.getTensorShape()));
        return fact.elements() <= MOST_VALUES ? fact.withValues(values(tensor, (int) fact.elements())) : fact;
    }

    private static Optional<List<Extent>> values(TensorProto tensor, int count) {
        if (tensor.getDtype() != DataType.DT_INT32 && tensor.getDtype() != DataType.DT_INT64) {
            return Optional.empty();
        }
        List<Extent> given = tensor.getTensorContent().isEmpty() ? listed(tensor) : raw(tensor);
        List<Extent> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(given.isEmpty() ? Extent.of(0) : given.get(Math.min(i, given.size() - 1)));
        }
        return Optional.of(values);
    }

    private static List<Extent> listed(TensorProto tensor) {
        return tensor.getDtype() == DataType.DT_INT32
                ? tensor.getIntValList().stream().map(v -> Extent.of(v)).toList()
                : tensor.getInt64ValList().stream().map(v -> Extent.of(v)).toList();
    }

    private static List<Extent> raw(TensorProto tensor) {
        boolean isInt = tensor.getDtype() == DataType.DT_INT32;
        ByteBuffer content = tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        List<Extent> values = new ArrayList<>();
        while (content.remaining() >= (isInt ? Integer.BYTES : Long.BYTES)) {
            values.add(Extent.of(isInt ? content.getInt() : content.getLong()));
        }
        return values;
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
