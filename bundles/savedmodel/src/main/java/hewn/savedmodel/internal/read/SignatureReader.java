package hewn.savedmodel.internal.read;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.tensor.PartialShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Reads the signatures of a graph, and refuses those that make no sense in themselves. */
public final class SignatureReader {
    /** Signatures that TensorFlow adds for its own use begin so. */
    private static final String INTERNAL = "__saved_model_";

    private static final Comparator<CallSignature> DEFAULT_FIRST = Comparator.comparing(
                    (CallSignature s) -> !s.name().equals(Signature.DEFAULT_NAME))
            .thenComparing(CallSignature::name);

    private final ModelLimits limits;

    private SignatureReader(ModelLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads all signatures.
     *
     * @param graph with its signatures
     * @param limits how large an input or output may be for one sample
     * @return at least one, {@code serving_default} first, the others by name
     * @throws ModelException if there is none, or one is malformed
     */
    public static List<CallSignature> read(MetaGraphDef graph, ModelLimits limits) throws ModelException {
        SignatureReader reader = new SignatureReader(limits);
        List<CallSignature> signatures = new ArrayList<>();
        for (Map.Entry<String, SignatureDef> entry : graph.getSignatureDefMap().entrySet()) {
            if (!entry.getKey().startsWith(INTERNAL)) {
                signatures.add(reader.read(entry.getKey(), entry.getValue()));
            }
        }
        if (signatures.isEmpty()) {
            throw new ModelException(
                    Slice.FILE,
                    "has no signature, so there is nothing to call",
                    "Export with a serving function: model.export(folder), or tf.saved_model.save(…, signatures=…).");
        }
        signatures.sort(DEFAULT_FIRST);
        return List.copyOf(signatures);
    }

    private CallSignature read(String name, SignatureDef signature) throws ModelException {
        CallSignature read = new CallSignature(
                name,
                endpoints(name, "input", signature.getInputsMap()),
                endpoints(name, "output", signature.getOutputsMap()));
        requireAny(read, "inputs", read.inputs());
        requireAny(read, "outputs", read.outputs());
        return read;
    }

    private static void requireAny(CallSignature signature, String side, List<Endpoint> endpoints)
            throws ModelException {
        if (endpoints.isEmpty()) {
            throw new ModelException(
                    signature.where(),
                    "has no " + side,
                    "Export the model without this signature, or with " + side + ".");
        }
    }

    private List<Endpoint> endpoints(String signature, String side, Map<String, TensorInfo> infos)
            throws ModelException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Map.Entry<String, TensorInfo> entry : new TreeMap<>(infos).entrySet()) {
            String where = "signature '" + signature + "', " + side + " '" + entry.getKey() + "'";
            endpoints.add(endpoint(where, entry.getKey(), entry.getValue()));
        }
        return endpoints;
    }

    private Endpoint endpoint(String where, String key, TensorInfo info) throws ModelException {
        if (info.getEncodingCase() != TensorInfo.EncodingCase.NAME || key.isBlank()) {
            throw new ModelException(
                    where,
                    key.isBlank() ? "has no name" : "is not one dense tensor",
                    "Export with dense, named tensors as inputs and outputs.");
        }
        if (ElementTypes.of(info.getDtype()).isEmpty()) {
            throw new ModelException(
                    where, "has elements of type " + info.getDtype(), "Use numbers, booleans or strings.");
        }
        String tensor = info.getName();
        int colon = tensor.lastIndexOf(':');
        String node = colon < 0 ? tensor : tensor.substring(0, colon);
        return new Endpoint(key, node, index(where, tensor, colon), info.getDtype(), shape(where, info));
    }

    private static int index(String where, String tensor, int colon) throws ModelException {
        try {
            return colon < 0 ? 0 : Integer.parseUnsignedInt(tensor.substring(colon + 1));
        } catch (NumberFormatException malformed) {
            throw new ModelException(where, "is '" + tensor + "', which names no tensor", "Export the model again.");
        }
    }

    private PartialShape shape(String where, TensorInfo info) throws ModelException {
        try {
            PartialShape shape = ShapeProtos.read(info.getTensorShape());
            long most = limits.constantBytes() / ElementTypes.sizeBytes(info.getDtype());
            if (shape.fill(1).filter(s -> s.elements() > most).isPresent()) {
                throw new IllegalArgumentException(shape + " takes more than " + limits.constantBytes() + " bytes");
            }
            return shape;
        } catch (IllegalArgumentException impossible) {
            throw new ModelException(
                    where, "has an impossible shape: " + impossible.getMessage(), "Export the model again.");
        }
    }
}
