package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.op.Operation;
import hewn.savedmodel.internal.read.CallSignature;
import hewn.savedmodel.internal.read.Endpoint;
import hewn.savedmodel.internal.read.ShapeProtos;
import hewn.savedmodel.internal.shape.Shapes;
import hewn.tensor.PartialShape;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** The inputs of a signature beside the placeholders that they feed. */
final class SignatureInputs {
    private SignatureInputs() {}

    /** A placeholder for one input, once type and shape of the one in the graph fit. */
    static Node placeholder(Endpoint input, Body main, CallSignature signature, FlatNames names) throws ModelException {
        String where = signature.where() + ", input '" + input.key() + "'";
        NodeDef fed = main.node(input.node(), where);
        PartialShape shape = input.shape();
        if (Operation.PLACEHOLDERS.contains(fed.getOp())) {
            requireType(where, input, fed);
            shape = shape(where, input, fed);
        }
        AttrValue type = AttrValue.newBuilder().setType(input.type()).build();
        AttrValue known =
                AttrValue.newBuilder().setShape(ShapeProtos.write(shape)).build();
        return new Node(
                names.unique(input.node()),
                "Placeholder",
                List.of(),
                Map.of("dtype", type, "shape", known),
                List.of(input.type()));
    }

    private static void requireType(String where, Endpoint input, NodeDef fed) throws ModelException {
        AttrValue type = fed.getAttrOrDefault("dtype", AttrValue.getDefaultInstance());
        if (type.getType() != input.type() || input.index() != 0) {
            throw new ModelException(
                    where,
                    "is " + input.type() + ", but its placeholder '" + fed.getName() + "' is " + type.getType(),
                    "Export the model again so that the signature fits the graph.");
        }
    }

    /** Both together. A placeholder without dimensions says nothing: TensorFlow 1 wrote unknown shapes so. */
    private static PartialShape shape(String where, Endpoint input, NodeDef fed) throws ModelException {
        try {
            AttrValue shape = fed.getAttrOrDefault("shape", AttrValue.getDefaultInstance());
            PartialShape known =
                    shape.getShape().getDimCount() > 0 ? ShapeProtos.read(shape.getShape()) : PartialShape.UNKNOWN;
            return Shapes.meet(input.shape(), known)
                    .orElseThrow(
                            () -> new IllegalArgumentException("its placeholder '" + fed.getName() + "' is " + known));
        } catch (IllegalArgumentException impossible) {
            throw new ModelException(
                    where,
                    "is of shape " + input.shape() + ", but " + impossible.getMessage(),
                    "Export the model again so that the signature fits the graph.");
        }
    }
}
