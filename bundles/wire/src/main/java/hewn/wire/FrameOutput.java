package hewn.wire;

import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the header of a frame into a buffer that grows. */
final class FrameOutput {
    private static final int INITIAL_BYTES = 512;
    private static final int LENGTH_OFFSET = 4;

    private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    FrameOutput(int kind, Frame frame) {
        bytes.put((byte) FrameCodec.VERSION)
                .put((byte) kind)
                .putShort((short) 0)
                .putInt(0);
        i64(frame.generation()).i64(frame.request());
    }

    FrameOutput u8(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    FrameOutput u16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    FrameOutput i64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    FrameOutput device(DeviceId device) {
        byte[] text = device.value().getBytes(StandardCharsets.UTF_8);
        return u8(text.length).raw(text);
    }

    FrameOutput digest(Digest digest) {
        return raw(HexFormat.of().parseHex(digest.hex()));
    }

    FrameOutput text16(byte[] text) {
        return u16(text.length).raw(text);
    }

    /** The header, padded, with its length filled in. */
    ByteBuffer finish() {
        int length = aligned(bytes.position());
        room(length - bytes.position())
                .putInt(LENGTH_OFFSET, length)
                .position(length)
                .flip();
        return bytes;
    }

    static int aligned(int length) {
        return (length + FrameCodec.ALIGNMENT - 1) / FrameCodec.ALIGNMENT * FrameCodec.ALIGNMENT;
    }

    private FrameOutput raw(byte[] text) {
        room(text.length).put(text);
        return this;
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            bytes = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), aligned(bytes.position() + count)))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(bytes.flip());
        }
        return bytes;
    }
}
