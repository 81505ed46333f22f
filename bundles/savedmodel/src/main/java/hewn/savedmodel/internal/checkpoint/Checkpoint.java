package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import hewn.inference.ModelException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.BundleHeaderProto.Endianness;

/**
 * The tensors that a SavedModel's variables are restored from. Safe for use by several threads.
 *
 * <p>The format is that of tensorflow/core/util/tensor_bundle. Opening checks all that the index claims; the checksum
 * of a tensor's bytes is checked when they are first read.
 */
public final class Checkpoint {
    private static final ByteString HEADER_KEY = ByteString.EMPTY;

    /** The version of the format that is read here ({@code kTensorBundleVersion}). */
    private static final int VERSION = 1;

    /** Keys that start so are of slices, in an encoding of their own ({@code EncodeTensorNameSlice}). */
    private static final byte SLICE_MARK = 0;

    private final Map<String, CheckpointTensor> tensors;

    private Checkpoint(Map<String, CheckpointTensor> tensors) {
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * Reads the index of a checkpoint.
     *
     * @param variablesFolder the folder that holds {@code variables.index} and the shards, which must stay in place
     * @return the checkpoint
     * @throws ModelException if a file is missing, or the index is damaged or claims what the shards do not hold
     */
    public static Checkpoint open(Path variablesFolder) throws ModelException {
        VariablesFolder folder = new VariablesFolder(variablesFolder);
        Map<ByteString, ByteString> table = readTable(folder);
        TensorEntries entries = new TensorEntries(folder, shardCount(folder, table));
        Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<ByteString, ByteString> entry : table.entrySet()) {
            if (isTensor(entry.getKey())) {
                String key = entry.getKey().toStringUtf8();
                tensors.put(key, entries.tensor(key, entry.getValue()));
            }
        }
        return new Checkpoint(tensors);
    }

    /**
     * The names of all tensors.
     *
     * @return in the order of the index
     */
    public Set<String> keys() {
        return tensors.keySet();
    }

    /**
     * One tensor.
     *
     * @param key its name
     * @return the tensor, or empty if the checkpoint has none of that name
     */
    public Optional<CheckpointTensor> tensor(String key) {
        return Optional.ofNullable(tensors.get(key));
    }

    private static boolean isTensor(ByteString key) {
        return !key.equals(HEADER_KEY) && key.byteAt(0) != SLICE_MARK;
    }

    private static Map<ByteString, ByteString> readTable(VariablesFolder folder) throws ModelException {
        try {
            return TableReader.read(folder.readIndex());
        } catch (TableFormatException e) {
            throw Faults.damaged(folder.indexName(), "is no index of a checkpoint: " + e.getMessage());
        }
    }

    private static int shardCount(VariablesFolder folder, Map<ByteString, ByteString> table) throws ModelException {
        BundleHeaderProto header = header(folder, table);
        if (header.getEndianness() != Endianness.LITTLE) {
            throw new ModelException(
                    folder.indexName(),
                    "holds " + header.getEndianness() + "-endian tensors",
                    "Export the model on a little-endian machine.");
        }
        if (header.getVersion().getMinConsumer() > VERSION) {
            throw new ModelException(
                    folder.indexName(),
                    "needs a reader of format " + header.getVersion().getMinConsumer() + ", and this one knows "
                            + VERSION,
                    "Export the model with an older TensorFlow.");
        }
        if (header.getNumShards() < 1) {
            throw Faults.damaged(folder.indexName(), "claims to have " + header.getNumShards() + " shards");
        }
        return header.getNumShards();
    }

    private static BundleHeaderProto header(VariablesFolder folder, Map<ByteString, ByteString> table)
            throws ModelException {
        ByteString header = table.get(HEADER_KEY);
        if (header == null) {
            throw Faults.damaged(folder.indexName(), "has no header");
        }
        try {
            return BundleHeaderProto.parseFrom(header);
        } catch (InvalidProtocolBufferException e) {
            throw Faults.damaged(folder.indexName(), "has a malformed header");
        }
    }
}
