package hewn.link.stream;

import hewn.wire.LinkProbe;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/**
 * What is said on a connection, little-endian. Each side begins with a hello of 16 bytes:
 *
 * <pre>{@code
 * offset size
 *      0    4  "HEWN"
 *      4    2  version of this protocol, 1
 *      6    2  0
 *      8    4  from a receiver: the largest frame that it takes, in bytes; from a sender: 0
 *     12    4  from a receiver: the credits to begin with; from a sender: 0
 * }</pre>
 *
 * <p>and goes on with units: 1 byte kind, 3 bytes 0, 4 bytes value; then, for all but credits and heartbeats, as many
 * bytes as the value says.
 */
final class Protocol {
    static final int VERSION = 1;
    static final int HELLO_BYTES = 16;
    static final int UNIT_BYTES = 8;
    static final int MAX_REFUSAL_BYTES = 4096;
    static final int MAGIC = 'H' | 'E' << 8 | 'W' << 16 | 'N' << 24;

    /** From the sender: the value is the length of a frame, which follows. */
    static final int FRAME = 1;
    /** From the receiver: the value is the number of frames that may be sent on top of the others. */
    static final int CREDIT = 2;
    /** From both: I am alive; the value is 0. */
    static final int HEARTBEAT = 3;
    /** From the receiver, before it closes: the value is the length of a text, which follows. */
    static final int REFUSAL = 4;
    /**
     * From the sender, for the sake of the time that it takes: the value is the number of bytes that follow, of which the
     * first four are the number of bytes to send back.
     */
    static final int PROBE = 5;
    /** From the receiver, the answer to a probe: the value is the number of bytes that follow. */
    static final int ECHO = 6;

    private Protocol() {}

    static ByteBuf hello(ChannelHandlerContext context, int maxFrameBytes, int credits) {
        return context.alloc()
                .buffer(HELLO_BYTES)
                .writeIntLE(MAGIC)
                .writeIntLE(VERSION)
                .writeIntLE(maxFrameBytes)
                .writeIntLE(credits);
    }

    static ByteBuf unit(ChannelHandlerContext context, int kind, int value) {
        return context.alloc().buffer(UNIT_BYTES).writeIntLE(kind).writeIntLE(value);
    }

    static ByteBuf probe(ChannelHandlerContext context, int sendBytes, int receiveBytes) {
        return context.alloc()
                .buffer(UNIT_BYTES + sendBytes)
                .writeIntLE(PROBE)
                .writeIntLE(sendBytes)
                .writeIntLE(receiveBytes)
                .writeZero(sendBytes - LinkProbe.LEAST_SENT);
    }

    static ByteBuf echo(ChannelHandlerContext context, int bytes) {
        return context.alloc()
                .buffer(UNIT_BYTES + bytes)
                .writeIntLE(ECHO)
                .writeIntLE(bytes)
                .writeZero(bytes);
    }

    static int refusalLength(int length) throws ProtocolException {
        if (length <= 0 || length > MAX_REFUSAL_BYTES) {
            throw new ProtocolException("it refused without a reason");
        }
        return length;
    }

    static ByteBuf refusal(ChannelHandlerContext context, String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_REFUSAL_BYTES);
        return unit(context, REFUSAL, length).writeBytes(text, 0, length);
    }
}
