package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import hewn.inference.ModelException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * A file that holds the bytes of tensors.
 *
 * @param name how messages call it
 * @param file where it is
 * @param size in bytes
 */
record Shard(String name, Path file, long size) {
    /** From here on a mapping costs less than a copy; below, thousands of mappings would. */
    private static final int MAPPED_BYTES = 1 << 16;

    /** Whether so many bytes at that offset lie within the file. */
    boolean contains(long offset, long bytes) {
        return offset >= 0 && bytes >= 0 && offset <= size && bytes <= size - offset;
    }

    /**
     * A part of the file; large parts are mapped into memory and cost no heap.
     *
     * @throws ModelException if the file can't be read or became shorter
     */
    ByteString read(long offset, int bytes) throws ModelException {
        try (FileChannel channel = FileChannel.open(file)) {
            return UnsafeByteOperations.unsafeWrap(
                    bytes < MAPPED_BYTES ? copy(channel, offset, bytes) : map(channel, offset, bytes));
        } catch (IOException e) {
            throw Faults.unreadable(name, e);
        }
    }

    private static ByteBuffer map(FileChannel channel, long offset, int bytes) throws IOException {
        requireSize(channel, offset + bytes);
        return channel.map(MapMode.READ_ONLY, offset, bytes);
    }

    private static ByteBuffer copy(FileChannel channel, long offset, int bytes) throws IOException {
        requireSize(channel, offset + bytes);
        ByteBuffer copy = ByteBuffer.allocate(bytes);
        long from = offset;
        while (copy.hasRemaining()) {
            int read = channel.read(copy, from);
            if (read < 0) {
                throw new EOFException("the file ends at byte " + from);
            }
            from += read;
        }
        return copy.flip();
    }

    private static void requireSize(FileChannel channel, long end) throws IOException {
        if (channel.size() < end) {
            throw new EOFException("the file became shorter than " + end + " bytes while it was in use");
        }
    }
}
