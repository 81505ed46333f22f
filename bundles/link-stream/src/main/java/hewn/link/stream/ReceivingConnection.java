package hewn.link.stream;

import hewn.wire.Frame;
import hewn.wire.FrameCodec;
import hewn.wire.FrameException;
import hewn.wire.FrameReceiver;
import hewn.wire.LinkProbe;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving side of a connection. */
final class ReceivingConnection extends UnitReader {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivingConnection.class);
    private static final int LINGER_SECONDS = 1;

    private final StreamOptions options;
    private final FrameCodec codec;
    private final FrameReceiver receiver;
    private final AtomicInteger owed = new AtomicInteger();
    private volatile int credits; // written by the event loop alone

    ReceivingConnection(StreamOptions options, FrameCodec codec, FrameReceiver receiver) {
        this.options = options;
        this.codec = codec;
        this.receiver = receiver;
        this.credits = options.credits();
    }

    /** The hello goes out at once, even to a sender of another version, which learns of it that way. */
    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        context.writeAndFlush(Protocol.hello(context, options.maxFrameBytes(), options.credits()));
        super.channelActive(context);
    }

    @Override
    void onHello(ChannelHandlerContext context, int maxFrameBytes, int senderCredits) {
        LOG.debug("{} sends tensors", context.channel().remoteAddress());
    }

    @Override
    int onUnit(ChannelHandlerContext context, int kind, int value) throws ProtocolException {
        return switch (kind) {
            case Protocol.HEARTBEAT -> 0;
            case Protocol.FRAME -> beginFrame(value);
            case Protocol.PROBE -> probeLength(value);
            default -> throw new ProtocolException("a sender may not send a unit of kind " + kind);
        };
    }

    private int beginFrame(int length) throws ProtocolException {
        if (length <= 0 || length > options.maxFrameBytes()) {
            throw new ProtocolException("a frame of " + Integer.toUnsignedString(length) + " bytes was sent, but 1 to "
                    + options.maxFrameBytes() + " are taken here");
        }
        if (credits == 0) {
            throw new ProtocolException("a frame was sent without credit");
        }
        credits--;
        return length;
    }

    private static int probeLength(int length) throws ProtocolException {
        if (length < LinkProbe.LEAST_SENT || length > LinkProbe.MOST) {
            throw new ProtocolException("a probe of " + Integer.toUnsignedString(length) + " bytes was sent, but "
                    + LinkProbe.LEAST_SENT + " to " + LinkProbe.MOST + " are taken here");
        }
        return length;
    }

    private static void echo(ChannelHandlerContext context, int bytes) throws ProtocolException {
        if (bytes < 0 || bytes > LinkProbe.MOST) {
            throw new ProtocolException("a probe asked for " + Integer.toUnsignedString(bytes)
                    + " bytes to be sent back, but at most " + LinkProbe.MOST + " are");
        }
        if (!context.channel().isWritable()) {
            throw new ProtocolException("a probe was sent before the answer to the one before it was read");
        }
        context.writeAndFlush(Protocol.echo(context, bytes), context.voidPromise());
    }

    @Override
    void onBody(ChannelHandlerContext context, int kind, ByteBuffer body, long readNanos) throws ProtocolException {
        if (kind == Protocol.PROBE) {
            echo(context, body.order(ByteOrder.LITTLE_ENDIAN).getInt());
            return;
        }
        Frame frame = decode(body);
        take(frame, readNanos).whenComplete((done, failure) -> giveBack(context));
    }

    private Frame decode(ByteBuffer body) throws ProtocolException {
        try {
            return codec.decode(body);
        } catch (FrameException unfit) {
            throw new ProtocolException("the frame can't be read: " + unfit.getMessage());
        }
    }

    /** A receiver is foreign code here: whatever it throws, the connection lives on. */
    private CompletionStage<?> take(Frame frame, long readNanos) {
        try {
            return receiver.receive(frame, readNanos);
        } catch (RuntimeException thrown) {
            LOG.warn("a frame of request {} was dropped, for its receiver failed", frame.request(), thrown);
            return CompletableFuture.completedFuture(frame);
        }
    }

    /** Half of them at a time while the sender has others, for each message wakes a thread here and one there. */
    private void giveBack(ChannelHandlerContext context) {
        if (owed.incrementAndGet() >= options.credits() / 2 || credits == 0) {
            context.executor().execute(() -> sendCredits(context));
        }
    }

    private void sendCredits(ChannelHandlerContext context) {
        int count = owed.getAndSet(0);
        if (count > 0) {
            credits += count;
            context.writeAndFlush(Protocol.unit(context, Protocol.CREDIT, count), context.voidPromise());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == Heartbeat.DUE) {
            context.writeAndFlush(Protocol.unit(context, Protocol.HEARTBEAT, 0), context.voidPromise());
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof ProtocolException refused) {
            LOG.warn("tensors from {} are refused: {}", context.channel().remoteAddress(), refused.getMessage());
            refuse(context, refused.getMessage());
        } else {
            LOG.debug("the connection from {} broke", context.channel().remoteAddress(), cause);
            context.close();
        }
    }

    /** To close at once would reset the connection, and the reason would be lost with what is unread. */
    private static void refuse(ChannelHandlerContext context, String message) {
        context.writeAndFlush(Protocol.refusal(context, message));
        ((SocketChannel) context.channel()).shutdownOutput();
        context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }
}
