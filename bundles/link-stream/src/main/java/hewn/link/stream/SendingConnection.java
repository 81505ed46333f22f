package hewn.link.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** The sending side of a connection: takes frames from a queue as credit allows. Only its event loop calls it. */
final class SendingConnection extends UnitReader {
    private final Queue<QueuedFrame> queue;
    private final Consumer<IOException> onBroken;
    private Optional<ChannelHandlerContext> open = Optional.empty();
    private Optional<QueuedFrame> current = Optional.empty();
    private int maxFrameBytes;
    private int credits;
    private boolean broken;

    SendingConnection(Queue<QueuedFrame> queue, Consumer<IOException> onBroken) {
        this.queue = queue;
        this.onBroken = onBroken;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        context.writeAndFlush(Protocol.hello(context, 0, 0));
        super.channelActive(context);
    }

    @Override
    void onHello(ChannelHandlerContext context, int receiverMaxFrameBytes, int receiverCredits)
            throws ProtocolException {
        if (receiverMaxFrameBytes <= 0 || receiverCredits < 0) {
            throw new ProtocolException("it takes frames of " + receiverMaxFrameBytes + " bytes and gives "
                    + receiverCredits + " credits, which makes no sense");
        }
        maxFrameBytes = receiverMaxFrameBytes;
        credits = receiverCredits;
        open = Optional.of(context);
        pump();
    }

    @Override
    int onUnit(ChannelHandlerContext context, int kind, int value) throws ProtocolException {
        return switch (kind) {
            case Protocol.HEARTBEAT -> 0;
            case Protocol.CREDIT -> addCredits(value);
            case Protocol.REFUSAL -> Protocol.refusalLength(value);
            default -> throw new ProtocolException("it sent a unit of the unknown kind " + kind);
        };
    }

    private int addCredits(int count) throws ProtocolException {
        if (count <= 0 || count > Integer.MAX_VALUE - credits) {
            throw new ProtocolException("it gave " + count + " credits");
        }
        credits += count;
        pump();
        return 0;
    }

    @Override
    void onBody(ChannelHandlerContext context, int kind, ByteBuffer body, long readNanos) throws ProtocolException {
        throw new ProtocolException("it refused: " + StandardCharsets.UTF_8.decode(body));
    }

    /** Writes as much as credit and the socket allow. */
    void pump() {
        open.filter(context -> write(context)).ifPresent(ChannelHandlerContext::flush);
    }

    private boolean write(ChannelHandlerContext context) {
        boolean wrote = false;
        while (context.channel().isWritable() && (current.isPresent() || begin(context))) {
            writePiece(context, current.get());
            wrote = true;
        }
        return wrote;
    }

    private boolean begin(ChannelHandlerContext context) {
        current = credits == 0 ? Optional.empty() : nextFitting();
        current.ifPresent(frame -> {
            credits--;
            context.write(
                    Protocol.unit(context, Protocol.FRAME, Math.toIntExact(frame.sizeBytes())), context.voidPromise());
        });
        return current.isPresent();
    }

    /** The receiver would break the connection over a frame that is too large for it. */
    private Optional<QueuedFrame> nextFitting() {
        while (!queue.isEmpty() && queue.element().sizeBytes() > maxFrameBytes) {
            QueuedFrame frame = queue.remove();
            frame.failAsTooLarge("it has " + frame.sizeBytes() + " bytes, but the receiver takes " + maxFrameBytes
                    + ". Cut the model where tensors are smaller, send smaller batches, or raise the limit there");
        }
        return Optional.ofNullable(queue.poll());
    }

    private void writePiece(ChannelHandlerContext context, QueuedFrame frame) {
        ByteBuf piece = frame.nextPiece();
        if (frame.hasPieces()) {
            context.write(piece, context.voidPromise());
        } else {
            current = Optional.empty();
            context.write(piece, whenWritten(context, frame));
        }
    }

    private static ChannelPromise whenWritten(ChannelHandlerContext context, QueuedFrame frame) {
        ChannelPromise promise = context.newPromise();
        promise.addListener(result -> {
            if (result.isSuccess()) {
                frame.succeed();
            } else {
                frame.fail("the connection broke before it was written. Sending again connects again");
            }
        });
        return promise;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        pump();
        super.channelWritabilityChanged(context);
    }

    /** Within a frame its bytes are the sign of life. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event != Heartbeat.DUE) {
            super.userEventTriggered(context, event);
        } else if (current.isEmpty()) {
            context.writeAndFlush(Protocol.unit(context, Protocol.HEARTBEAT, 0), context.voidPromise());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        breakDown(new IOException("it closed the connection"));
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        breakDown(cause instanceof IOException failure ? failure : new IOException(cause));
        context.close();
    }

    private void breakDown(IOException cause) {
        if (!broken) {
            broken = true;
            open = Optional.empty();
            current.ifPresent(queue::add); // It fails with the others.
            current = Optional.empty();
            onBroken.accept(cause);
        }
    }
}
