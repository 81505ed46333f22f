package hewn.link.stream;

import hewn.wire.LinkProbe;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The probing side of a connection: times one exchange at a time. Only its event loop calls it. */
final class ProbingConnection extends UnitReader {
    private final CompletableFuture<ChannelHandlerContext> greeted = new CompletableFuture<>();
    private Optional<CompletableFuture<Duration>> waiting = Optional.empty();
    private long sentNanos;

    /** Completes on the loop when the other side takes probes. */
    CompletableFuture<ChannelHandlerContext> greeted() {
        return greeted;
    }

    CompletableFuture<Duration> exchange(ChannelHandlerContext context, int sendBytes, int receiveBytes) {
        CompletableFuture<Duration> exchange = new CompletableFuture<>();
        if (waiting.isPresent()) {
            exchange.completeExceptionally(new IOException("another exchange is under way"));
        } else if (!context.channel().isActive()) {
            exchange.completeExceptionally(new IOException("the connection is closed"));
        } else {
            waiting = Optional.of(exchange);
            sentNanos = System.nanoTime();
            context.writeAndFlush(Protocol.probe(context, sendBytes, receiveBytes), context.voidPromise());
        }
        return exchange;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        context.writeAndFlush(Protocol.hello(context, 0, 0), context.voidPromise());
        super.channelActive(context);
    }

    @Override
    void onHello(ChannelHandlerContext context, int maxFrameBytes, int credits) {
        greeted.complete(context);
    }

    @Override
    int onUnit(ChannelHandlerContext context, int kind, int value) throws ProtocolException {
        return switch (kind) {
            case Protocol.HEARTBEAT, Protocol.CREDIT -> 0;
            case Protocol.ECHO -> echoLength(value);
            case Protocol.REFUSAL -> Protocol.refusalLength(value);
            default -> throw new ProtocolException("it sent a unit of the unknown kind " + kind);
        };
    }

    private int echoLength(int length) throws ProtocolException {
        if (length < 0 || length > LinkProbe.MOST) {
            throw new ProtocolException("it answered a probe with " + Integer.toUnsignedString(length) + " bytes");
        }
        if (length == 0) {
            succeed();
        }
        return length;
    }

    @Override
    void onBody(ChannelHandlerContext context, int kind, ByteBuffer body, long readNanos) throws ProtocolException {
        if (kind == Protocol.REFUSAL) {
            throw new ProtocolException("it refused: " + StandardCharsets.UTF_8.decode(body));
        }
        succeed();
    }

    private void succeed() {
        Duration took = Duration.ofNanos(System.nanoTime() - sentNanos);
        Optional<CompletableFuture<Duration>> done = waiting;
        waiting = Optional.empty();
        done.ifPresent(exchange -> exchange.complete(took));
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
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        fail(new IOException("it closed the connection"));
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause instanceof IOException failure ? failure : new IOException(cause));
        context.close();
    }

    private void fail(IOException cause) {
        greeted.completeExceptionally(cause);
        Optional<CompletableFuture<Duration>> failed = waiting;
        waiting = Optional.empty();
        failed.ifPresent(exchange -> exchange.completeExceptionally(cause));
    }
}
