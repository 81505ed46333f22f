package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import hewn.inference.ModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/** Turns the entries of an index into tensors, and checks what they claim against each other and against the shards. */
final class TensorEntries {
    /** The most dimensions that TensorFlow knows (tensorflow/core/framework/tensor_shape.h). */
    private static final int MOST_DIMENSIONS = 254;

    private final VariablesFolder folder;
    private final int shardCount;
    private final Map<Integer, Shard> shards = new HashMap<>();

    TensorEntries(VariablesFolder folder, int shardCount) {
        this.folder = folder;
        this.shardCount = shardCount;
    }

    /** The tensor that an entry describes. */
    CheckpointTensor tensor(String key, ByteString value) throws ModelException {
        BundleEntryProto entry = parse(key, value);
        List<Long> shape = shape(key, entry.getShape());
        return new CheckpointTensor(key, entry.getDtype(), shape, bytes(key, entry, shape));
    }

    private TensorBytes bytes(String key, BundleEntryProto entry, List<Long> shape) throws ModelException {
        if (entry.getSlicesCount() > 0) {
            return new TensorBytes.Refused(
                    "is stored in " + entry.getSlicesCount() + " slices",
                    "Export the model without partitioned variables.");
        }
        Shard shard = shard(key, entry.getShardId());
        if (!shard.contains(entry.getOffset(), entry.getSize())) {
            throw Faults.damaged(
                    shard.name(),
                    Faults.tensor(key) + " is to be " + entry.getSize() + " bytes at byte " + entry.getOffset()
                            + ", but the file has " + shard.size());
        }
        OptionalInt elementBytes = ElementBytes.of(entry.getDtype());
        if (elementBytes.isEmpty()) {
            return new TensorBytes.Refused(
                    "is of type " + entry.getDtype() + ", which can't be a weight",
                    "Export the model without variables of this type.");
        }
        requireSize(key, entry, shape, elementBytes.getAsInt());
        return new TensorBytes.Stored(shard, entry.getOffset(), (int) entry.getSize(), entry.getCrc32C());
    }

    private Shard shard(String key, int number) throws ModelException {
        if (number < 0 || number >= shardCount) {
            throw Faults.damaged(
                    folder.indexName(), Faults.tensor(key) + " is to be in shard " + number + " of " + shardCount);
        }
        if (!shards.containsKey(number)) {
            shards.put(number, folder.shard(number, shardCount));
        }
        return shards.get(number);
    }

    private void requireSize(String key, BundleEntryProto entry, List<Long> shape, int elementBytes)
            throws ModelException {
        long needed = sizeBytes(key, shape, elementBytes);
        if (needed != entry.getSize()) {
            throw Faults.damaged(
                    folder.indexName(),
                    Faults.tensor(key) + " of " + entry.getDtype() + shape + " needs " + needed + " bytes, but has "
                            + entry.getSize());
        }
        if (needed > Integer.MAX_VALUE) {
            throw Faults.unsupported(
                    key, "has " + needed + " bytes", "Split the variable: one tensor of a slice is below 2 GiB.");
        }
    }

    private long sizeBytes(String key, List<Long> shape, int elementBytes) throws ModelException {
        try {
            long bytes = elementBytes;
            for (long size : shape) {
                bytes = Math.multiplyExact(bytes, size);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw Faults.damaged(folder.indexName(), Faults.tensor(key) + " claims the impossible shape " + shape);
        }
    }

    private List<Long> shape(String key, TensorShapeProto shape) throws ModelException {
        boolean negative = shape.getDimList().stream().anyMatch(d -> d.getSize() < 0);
        if (negative || shape.getUnknownRank() || shape.getDimCount() > MOST_DIMENSIONS) {
            throw Faults.damaged(folder.indexName(), Faults.tensor(key) + " claims an impossible shape");
        }
        return shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    }

    private BundleEntryProto parse(String key, ByteString value) throws ModelException {
        try {
            BundleEntryProto entry = BundleEntryProto.parseFrom(value);
            if (entry.getDtype() == DataType.UNRECOGNIZED || entry.getDtype() == DataType.DT_INVALID) {
                throw Faults.damaged(
                        folder.indexName(), Faults.tensor(key) + " has the unknown type " + entry.getDtypeValue());
            }
            return entry;
        } catch (InvalidProtocolBufferException e) {
            throw Faults.damaged(folder.indexName(), Faults.tensor(key) + " has a malformed entry");
        }
    }
}
