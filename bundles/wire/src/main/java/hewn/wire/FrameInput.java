package hewn.wire;

import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads the parts of a frame, and trusts none of them. */
final class FrameInput {
    private final ByteBuffer bytes;
    private int headerEnd;

    FrameInput(ByteBuffer source) {
        bytes = source.slice().order(ByteOrder.LITTLE_ENDIAN);
        headerEnd = bytes.limit();
    }

    /** Reads the header's length: nothing of the header may lie behind it. */
    void openHeader() throws FrameException {
        int length = need(Integer.BYTES, "length of the header").getInt();
        if (length < bytes.position() || length > bytes.limit() || length % FrameCodec.ALIGNMENT != 0) {
            throw new FrameException("a header of " + Integer.toUnsignedString(length)
                    + " bytes does not fit a frame of " + bytes.limit() + " bytes");
        }
        headerEnd = length;
    }

    /** Goes on behind the header, where the tensors' elements are. */
    void closeHeader() throws FrameException {
        if (headerEnd - bytes.position() >= FrameCodec.ALIGNMENT) {
            throw new FrameException(
                    "the header ends at byte " + headerEnd + ", but its content at " + bytes.position());
        }
        requireZero(headerEnd - bytes.position(), "padding of the header");
        headerEnd = bytes.limit();
    }

    void requireEnd() throws FrameException {
        if (bytes.hasRemaining()) {
            throw new FrameException("there are " + bytes.remaining() + " bytes too many behind the frame");
        }
    }

    int u8(String what) throws FrameException {
        return Byte.toUnsignedInt(need(Byte.BYTES, what).get());
    }

    int u16(String what) throws FrameException {
        return Short.toUnsignedInt(need(Short.BYTES, what).getShort());
    }

    long i64(String what) throws FrameException {
        return need(Long.BYTES, what).getLong();
    }

    long notNegative(String what) throws FrameException {
        long value = i64(what);
        if (value < 0) {
            throw new FrameException(what + " must not be negative, but is " + value);
        }
        return value;
    }

    String text(int length, String what) throws FrameException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(view(length, what))
                    .toString();
        } catch (CharacterCodingException unfit) {
            throw new FrameException(what + " is not UTF-8", unfit);
        }
    }

    DeviceId device() throws FrameException {
        String name = text(u8("length of a device's id"), "a device's id");
        try {
            return new DeviceId(name);
        } catch (IllegalArgumentException unfit) {
            throw new FrameException(unfit.getMessage(), unfit);
        }
    }

    Digest digest() throws FrameException {
        byte[] digest = new byte[32];
        view(digest.length, "a digest").get(digest);
        return new Digest(HexFormat.of().formatHex(digest));
    }

    /** The next bytes without a copy. */
    ByteBuffer view(long length, String what) throws FrameException {
        need(length, what);
        ByteBuffer view = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return view;
    }

    void alignUnlessAtEnd() throws FrameException {
        int beyond = bytes.position() % FrameCodec.ALIGNMENT;
        if (beyond != 0 && bytes.hasRemaining()) {
            requireZero(FrameCodec.ALIGNMENT - beyond, "padding behind a tensor");
        }
    }

    void requireZero(int count, String what) throws FrameException {
        ByteBuffer zeros = view(count, what);
        while (zeros.hasRemaining()) {
            if (zeros.get() != 0) {
                throw new FrameException(what + " must be 0");
            }
        }
    }

    private ByteBuffer need(long length, String what) throws FrameException {
        if (length < 0 || length > headerEnd - bytes.position()) {
            throw new FrameException("the frame ends within " + what + ": it needs " + Long.toUnsignedString(length)
                    + " bytes at byte " + bytes.position() + " of " + headerEnd);
        }
        return bytes;
    }
}
