package hewn.serving.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Elements of a tensor whose number is not known before the last one. Grows by doubling.
 */
final class ElementBuffer {
    private static final int FIRST_BYTES = 1024;

    private ByteBuffer bytes = allocate(FIRST_BYTES);

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where to put the next element of at most so many bytes. */
    ByteBuffer room(int size) {
        if (bytes.remaining() < size) {
            int needed = Math.addExact(bytes.position(), size);
            int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.capacity());
            bytes = allocate(Math.max(needed, doubled)).put(bytes.flip());
        }
        return bytes;
    }

    /** All elements so far, shared. */
    ByteBuffer elements() {
        return bytes.duplicate().flip();
    }
}
