package hewn.savedmodel.internal.read;

import hewn.tensor.PartialShape;
import java.util.List;
import java.util.OptionalLong;
import org.tensorflow.proto.TensorShapeProto;

/** Shapes as TensorFlow writes them, where −1 is a free dimension. */
public final class ShapeProtos {
    private ShapeProtos() {}

    /**
     * Reads a shape.
     *
     * @param shape as in a file
     * @return the shape
     * @throws IllegalArgumentException if a dimension is less than −1, or the known ones have a product of more than 63
     *     bits
     */
    public static PartialShape read(TensorShapeProto shape) {
        if (shape.getUnknownRank()) {
            return PartialShape.UNKNOWN;
        }
        List<OptionalLong> dimensions =
                shape.getDimList().stream().map(d -> dimension(d.getSize())).toList();
        PartialShape partial = PartialShape.of(dimensions);
        partial.fill(1);
        return partial;
    }

    /**
     * Writes a shape.
     *
     * @param shape what is known
     * @return as in a file
     */
    public static TensorShapeProto write(PartialShape shape) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        shape.dimensions()
                .ifPresentOrElse(
                        known -> known.forEach(d -> proto.addDimBuilder().setSize(d.orElse(-1))),
                        () -> proto.setUnknownRank(true));
        return proto.build();
    }

    private static OptionalLong dimension(long size) {
        if (size < -1) {
            throw new IllegalArgumentException("a dimension must not be negative, but one is " + size);
        }
        return size == -1 ? OptionalLong.empty() : OptionalLong.of(size);
    }
}
