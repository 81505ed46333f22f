package hewn.link.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a hello, and then units. The body of a unit is copied once: from the socket's buffer to an array of its own.
 */
abstract class UnitReader extends ChannelInboundHandlerAdapter {
    private static final int NONE = 0;

    private final ByteBuffer head = ByteBuffer.allocate(Protocol.HELLO_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer body = ByteBuffer.allocate(0);
    private int bodyKind = NONE;
    private boolean greeted;
    private boolean sound = true;
    private long firstByteNanos;

    /** The other side has the right protocol. */
    abstract void onHello(ChannelHandlerContext context, int maxFrameBytes, int credits) throws ProtocolException;

    /**
     * The beginning of a unit was read.
     *
     * @return the length of its body, 0 if it has none
     */
    abstract int onUnit(ChannelHandlerContext context, int kind, int value) throws ProtocolException;

    /** A unit was read whose body is not empty. */
    abstract void onBody(ChannelHandlerContext context, int kind, ByteBuffer body, long readNanos)
            throws ProtocolException;

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) throws ProtocolException {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable() && sound) {
                sound = false; // Whatever throws, nothing makes sense behind it.
                readSome(context, bytes);
                sound = true;
            }
        } finally {
            bytes.release();
        }
    }

    private void readSome(ChannelHandlerContext context, ByteBuf bytes) throws ProtocolException {
        if (bodyKind != NONE) {
            readBody(context, bytes);
        } else if (greeted) {
            readHead(context, bytes, Protocol.UNIT_BYTES);
        } else {
            readHead(context, bytes, Protocol.HELLO_BYTES);
        }
    }

    private void readBody(ChannelHandlerContext context, ByteBuf bytes) throws ProtocolException {
        fill(body, bytes);
        if (!body.hasRemaining()) {
            int kind = bodyKind;
            ByteBuffer complete = body.flip();
            bodyKind = NONE;
            body = head;
            onBody(context, kind, complete, System.nanoTime() - firstByteNanos);
        }
    }

    private void readHead(ChannelHandlerContext context, ByteBuf bytes, int length) throws ProtocolException {
        if (head.position() == 0) {
            head.limit(length);
            firstByteNanos = System.nanoTime();
        }
        fill(head, bytes);
        if (head.hasRemaining()) {
            return;
        }
        head.flip();
        if (greeted) {
            beginUnit(context);
        } else {
            greet(context);
        }
        head.clear();
    }

    private void greet(ChannelHandlerContext context) throws ProtocolException {
        if (head.getInt() != Protocol.MAGIC) {
            throw new ProtocolException("whoever is at " + context.channel().remoteAddress()
                    + " does not speak Hewn's tensor protocol: is the address right?");
        }
        int version = head.getInt();
        if (version != Protocol.VERSION) {
            throw new ProtocolException("version " + version + " of the tensor protocol is spoken at "
                    + context.channel().remoteAddress() + ", but version " + Protocol.VERSION
                    + " here: bring both to versions of Hewn that fit");
        }
        greeted = true;
        onHello(context, head.getInt(), head.getInt());
    }

    private void beginUnit(ChannelHandlerContext context) throws ProtocolException {
        int kind = head.getInt();
        int length = onUnit(context, kind, head.getInt());
        if (length > 0) {
            body = allocate(length);
            bodyKind = kind;
        }
    }

    /** To run out of memory here is a matter of one connection, not of the process. */
    private static ByteBuffer allocate(int length) throws ProtocolException {
        try {
            return ByteBuffer.allocate(length);
        } catch (OutOfMemoryError tooLarge) {
            throw new ProtocolException("there is no memory left for a frame of " + length
                    + " bytes: give the process more, or cut the model where tensors are smaller");
        }
    }

    private static void fill(ByteBuffer target, ByteBuf bytes) {
        int count = Math.min(target.remaining(), bytes.readableBytes());
        bytes.readBytes(target.array(), target.position(), count);
        target.position(target.position() + count);
    }
}
