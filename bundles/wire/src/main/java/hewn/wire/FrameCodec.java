package hewn.wire;

import hewn.wire.Frame.Failure;
import hewn.wire.Frame.Tensors;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Frames as bytes, and back, without a copy of a tensor. Safe for use by several threads.
 *
 * <p>Everything is little-endian. Both kinds of frames begin alike:
 *
 * <pre>{@code
 * offset size
 *      0    1  version of this layout, 1
 *      1    1  kind: 1 tensors, 2 failure
 *      2    2  0
 *      4    4  length of the header, from offset 0, padding included
 *      8    8  generation
 *     16    8  request
 * }</pre>
 *
 * <p>A frame of tensors goes on with
 *
 * <pre>{@code
 *     24    8  time left until the deadline, in nanoseconds, signed
 *     32    2  p, the number of slices passed
 *     34    2  t, the number of tensors
 *     36       p times: text8 device, 32 bytes digest, and in nanoseconds 8 receiving, 8 queueing, 8 computing
 *              t times: text16 name, 1 element type, 1 rank, rank times 8 dimension, 8 size in bytes
 *              zeros, so that the header's length is a multiple of 64
 *              t times: the elements, then, behind all but the last, zeros to the next multiple of 64
 * }</pre>
 *
 * <p>and a failure, which is all header, with
 *
 * <pre>{@code
 *     24    1  cause
 *     25       text8 device, text16 message
 *              zeros, so that the header's length is a multiple of 64
 * }</pre>
 *
 * <p>A text is its length in UTF-8 bytes (in 1 byte or in 2), then those bytes. Element types count from 1 in the order
 * BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, STRING; causes
 * from 1 in the order INVALID_INPUT, COMPUTATION, NOT_LOADED, OVERLOADED, DEADLINE, NEXT_UNREACHABLE. Elements begin at
 * multiples of 64, so that a receiver may hand them to vector instructions as they lie; a tensor without a byte takes no
 * room and needs no padding.
 */
public final class FrameCodec {
    /** The version of the layout. */
    public static final int VERSION = 1;

    static final int ALIGNMENT = 64;
    static final int KIND_TENSORS = 1;
    static final int KIND_FAILURE = 2;
    static final int MAX_RANK = 255;
    static final int MAX_TEXT16 = 0xffff;

    /** Makes a codec. */
    public FrameCodec() {}

    /**
     * Writes a frame.
     *
     * @param frame what to send
     * @return the bytes, in this order: the header, then views of the tensors' elements with padding between them
     * @throws IllegalArgumentException if a name is longer than 65,535 bytes, a rank above 255, or there are more than
     *     65,535 tensors
     */
    public List<ByteBuffer> encode(Frame frame) {
        return frame instanceof Tensors tensors ? TensorsLayout.write(tensors) : FailureLayout.write((Failure) frame);
    }

    /**
     * Reads a frame.
     *
     * @param bytes exactly one frame, between position and limit; written to no more
     * @return the frame; its tensors are slices of the given bytes
     * @throws FrameException if a length or a value is not as it must be
     */
    public Frame decode(ByteBuffer bytes) throws FrameException {
        FrameInput input = new FrameInput(bytes);
        int version = input.u8("version");
        if (version != VERSION) {
            throw new FrameException("a frame of layout " + version + " arrived, but layout " + VERSION
                    + " is spoken here: bring gateway and devices to versions of Hewn that fit");
        }
        int kind = input.u8("kind");
        input.requireZero(2, "reserved bytes");
        input.openHeader();
        return switch (kind) {
            case KIND_TENSORS -> TensorsLayout.read(input);
            case KIND_FAILURE -> FailureLayout.read(input);
            default -> throw new FrameException("there is no kind " + kind + " of frames");
        };
    }
}
