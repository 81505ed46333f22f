package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * An input or output of a signature, and the tensor in the graph that it stands for.
 *
 * @param spec its key in the signature, its type and shape
 * @param node the name of the operation that makes the tensor
 * @param index which of the operation's outputs it is
 */
record Endpoint(TensorSpec spec, String node, int index) {
    /**
     * All inputs, or all outputs, of a signature.
     *
     * @param infos as the signature has them
     * @return sorted by key
     * @throws EngineException if one is of a kind that can't be handed over
     */
    static List<Endpoint> of(Map<String, TensorInfo> infos) throws EngineException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Map.Entry<String, TensorInfo> entry : new TreeMap<>(infos).entrySet()) {
            endpoints.add(of(entry.getKey(), entry.getValue()));
        }
        return List.copyOf(endpoints);
    }

    private static Endpoint of(String key, TensorInfo info) throws EngineException {
        if (info.getEncodingCase() != TensorInfo.EncodingCase.NAME) {
            throw new EngineException("'" + key + "' in the signature is not a dense tensor with a name");
        }
        ElementType type = NativeTypes.elementType(info.getDtypeValue())
                .orElseThrow(() -> new EngineException("'" + key + "' in the signature has the type "
                        + NativeTypes.name(info.getDtypeValue()) + ", which can't be handed over"));
        String tensor = info.getName();
        int colon = tensor.lastIndexOf(':');
        String node = colon < 0 ? tensor : tensor.substring(0, colon);
        int index = colon < 0 ? 0 : index(key, tensor, tensor.substring(colon + 1));
        return new Endpoint(new TensorSpec(key, type, shape(info.getTensorShape())), node, index);
    }

    private static int index(String key, String tensor, String digits) throws EngineException {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException malformed) {
            throw new EngineException(
                    "'" + key + "' in the signature names '" + tensor + "', which is no tensor's name", malformed);
        }
    }

    private static PartialShape shape(TensorShapeProto shape) {
        if (shape.getUnknownRank()) {
            return PartialShape.UNKNOWN;
        }
        return PartialShape.of(shape.getDimList().stream()
                .map(TensorShapeProto.Dim::getSize)
                .map(size -> size < 0 ? OptionalLong.empty() : OptionalLong.of(size))
                .toList());
    }

    /** The name of the tensor in the graph, unique there. */
    String tensor() {
        return node + ":" + index;
    }

    /**
     * Fails unless a tensor may stand here.
     *
     * @param type its element type
     * @param shape its shape
     * @throws EngineException if type or shape differ from what the signature says
     */
    void require(ElementType type, Shape shape) throws EngineException {
        if (type != spec.type() || !spec.shape().accepts(shape)) {
            throw new EngineException(
                    "input '" + spec.name() + "' takes " + spec.type() + spec.shape() + ", but got " + type + shape);
        }
    }
}
