package hewn.wire;

import hewn.fleet.DeviceId;
import hewn.wire.Frame.Cause;
import hewn.wire.Frame.Failure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Failures, as {@link FrameCodec} lays them out. */
final class FailureLayout {
    /** The order is the protocol's: new causes are appended. */
    private static final List<Cause> CAUSES = List.of(
            Cause.INVALID_INPUT,
            Cause.COMPUTATION,
            Cause.NOT_LOADED,
            Cause.OVERLOADED,
            Cause.DEADLINE,
            Cause.NEXT_UNREACHABLE);

    private FailureLayout() {}

    static List<ByteBuffer> write(Failure frame) {
        FrameOutput header = new FrameOutput(FrameCodec.KIND_FAILURE, frame);
        header.u8(CAUSES.indexOf(frame.cause()) + 1).device(frame.device()).text16(fitting(frame.message()));
        return List.of(header.finish());
    }

    /** As much of a message as has room: it is for people, who rarely read further. */
    private static byte[] fitting(String message) {
        ByteBuffer room = ByteBuffer.allocate(
                Math.min(FrameCodec.MAX_TEXT16, Math.multiplyExact(3, Math.min(message.length(), 1 << 16))));
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(message), room, true);
        return Arrays.copyOf(room.array(), room.position());
    }

    static Failure read(FrameInput input) throws FrameException {
        long generation = input.i64("generation");
        long request = input.i64("request");
        int code = input.u8("cause");
        if (code < 1 || code > CAUSES.size()) {
            throw new FrameException("there is no cause " + code + " of failures");
        }
        DeviceId device = input.device();
        String message = input.text(input.u16("length of the message"), "the message");
        input.closeHeader();
        input.requireEnd();
        return new Failure(generation, request, device, CAUSES.get(code - 1), message);
    }
}
