package hewn.savedmodel.internal.write;

import com.google.protobuf.CodedOutputStream;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.Slice;
import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.layer.CutSets;
import hewn.savedmodel.internal.read.ElementTypes;
import hewn.savedmodel.internal.shape.TensorFacts;
import hewn.tensor.Digest;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.proto.SavedModel;

/**
 * Writes slices.
 *
 * <p>Weights go from the mapped files of the model straight to the new file, so that little memory is needed, and map
 * entries in one order, so that the same slice has the same bytes.
 */
public final class SliceWriter {
    /** Protobuf's limit is 2^31 - 1; a little is left for what is around the weights. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 20);

    private static final int BUFFER_BYTES = 1 << 16;

    private final FlatGraph graph;
    private final CutSets cuts;
    private final TensorFacts facts;
    private final Map<Port, TensorSpec> specs = new ConcurrentHashMap<>();

    /**
     * Writes slices of one graph.
     *
     * @param graph that was cut
     * @param cuts names of what is handed on
     * @param facts shapes
     */
    public SliceWriter(FlatGraph graph, CutSets cuts, TensorFacts facts) {
        this.graph = graph;
        this.cuts = cuts;
        this.facts = facts;
    }

    /**
     * Writes one slice.
     *
     * @param slice what is to be written
     * @param range which layers these are
     * @param folder where {@code saved_model.pb} is written; created if absent
     * @return what was written
     * @throws ModelException if it would be larger than 2 GiB
     * @throws IOException if writing fails
     */
    public Slice write(SliceGraph slice, LayerRange range, Path folder) throws ModelException, IOException {
        requireSize(slice, range);
        SavedModel model = SliceProto.of(slice, graph, cuts, facts);
        Files.createDirectories(folder);
        Path file = folder.resolve(Slice.FILE);
        Digest digest = write(model, file);
        return new Slice(
                digest,
                Files.size(file),
                range,
                specs(slice.inputs()),
                specs(slice.outputs()),
                slice.bypass().stream().map(cuts::name).toList());
    }

    private static Digest write(SavedModel model, Path file) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
            CodedOutputStream coded = CodedOutputStream.newInstance(out, BUFFER_BYTES);
            coded.useDeterministicSerialization();
            model.writeTo(coded);
            coded.flush();
        }
        return Digest.of(sha256);
    }

    private static void requireSize(SliceGraph slice, LayerRange range) throws ModelException {
        long bytes = 0;
        for (Node node : slice.constants()) {
            bytes += node.attribute("value")
                    .map(v -> (long) v.getSerializedSize())
                    .orElse(0L);
        }
        if (bytes > MOST_BYTES) {
            throw new ModelException(
                    "layers " + range,
                    "have " + bytes + " bytes of weights, and a slice holds 2 GiB at most",
                    "Cut the model into more slices.");
        }
    }

    private List<TensorSpec> specs(List<Port> tensors) {
        return tensors.stream().map(this::spec).toList();
    }

    /**
     * What a tensor looks like to whoever hands it on.
     *
     * @param tensor alive at some cut
     * @return its name, element type and shape
     */
    public TensorSpec spec(Port tensor) {
        return new TensorSpec(cuts.name(tensor), ElementTypes.of(tensor.type()).orElseThrow(), facts.shape(tensor));
    }
}
