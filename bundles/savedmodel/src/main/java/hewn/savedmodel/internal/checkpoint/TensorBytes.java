package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import hewn.inference.ModelException;

/** Where a tensor's bytes come from. */
sealed interface TensorBytes {
    /** Reads and checks the bytes of the tensor with the given key. */
    ByteString read(String key) throws ModelException;

    /**
     * In one piece in a shard.
     *
     * @param shard the file
     * @param offset of the first byte
     * @param size in bytes
     * @param maskedCrc what {@link MaskedCrc32c} is to give
     */
    record Stored(Shard shard, long offset, int size, int maskedCrc) implements TensorBytes {
        @Override
        public ByteString read(String key) throws ModelException {
            ByteString content = shard.read(offset, size);
            if (MaskedCrc32c.of(content.asReadOnlyByteBuffer()) != maskedCrc) {
                throw Faults.damaged(Faults.tensor(key), "its bytes in " + shard.name() + " do not fit their checksum");
            }
            return content;
        }
    }

    /**
     * Not to be had.
     *
     * @param reason why
     * @param remedy what the model's owner can do
     */
    record Refused(String reason, String remedy) implements TensorBytes {
        @Override
        public ByteString read(String key) throws ModelException {
            throw Faults.unsupported(key, reason, remedy);
        }
    }
}
