package hewn.link.stream;

import hewn.wire.Frame;
import hewn.wire.FrameCodec;
import hewn.wire.FrameSender;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues frames for one address, and connects when there are some. Everything but {@link #send} runs on one event loop. */
final class StreamSender implements FrameSender {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSender.class);

    private final Address address;
    private final Connector connector;
    private final FrameCodec codec;
    private final EventLoop loop;
    private final QueueBounds bounds;
    private final Queue<QueuedFrame> queue = new ArrayDeque<>();
    private Optional<SendingConnection> connection = Optional.empty();
    private Optional<Channel> channel = Optional.empty();
    private boolean closed;

    StreamSender(Address address, Connector connector, FrameCodec codec) {
        this.address = address;
        this.connector = connector;
        this.codec = codec;
        this.loop = connector.loops().group().next();
        this.bounds = new QueueBounds(connector.options());
    }

    @Override
    public CompletionStage<?> send(Frame frame) {
        QueuedFrame queued = new QueuedFrame(address, codec.encode(frame));
        if (!bounds.take(queued)) {
            queued.failAsTooMany(
                    bounds + " wait there already. Send less, or give the stage behind it a faster device");
            return queued.written();
        }
        queued.written().whenComplete((done, failure) -> bounds.giveBack(queued));
        onLoop(() -> offer(queued), () -> queued.fail("the transport is closed"));
        return queued.written();
    }

    private void offer(QueuedFrame frame) {
        if (closed) {
            frame.fail("the sender is closed");
            return;
        }
        queue.add(frame);
        connection.ifPresentOrElse(SendingConnection::pump, this::connect);
    }

    private void connect() {
        SendingConnection attempt = new SendingConnection(queue, this::onBroken);
        connection = Optional.of(attempt);
        connector.connect(address, loop, attempt).whenComplete((connected, failure) -> {
            if (failure == null) {
                onConnected(connected);
            } else {
                onUnreachable(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    private void onConnected(Channel connected) {
        LOG.debug("tensors for {} have a connection", address);
        channel = Optional.of(connected);
        if (closed) {
            connected.close();
        }
    }

    private void onUnreachable(Throwable cause) {
        failAll("it can't be reached: " + cause.getMessage()
                + ". Check that whoever listens there is up, and that the address can be reached from here");
    }

    private void onBroken(Exception cause) {
        LOG.debug("the connection for tensors to {} broke", address, cause);
        failAll("the connection broke: " + cause.getMessage() + ". Sending again connects again");
    }

    private void failAll(String reason) {
        connection = Optional.empty();
        channel = Optional.empty();
        while (!queue.isEmpty()) {
            queue.remove().fail(reason);
        }
    }

    @Override
    public void close() {
        onLoop(this::shut, () -> {});
    }

    private void shut() {
        closed = true;
        Optional<Channel> open = channel;
        failAll("the sender is closed");
        open.ifPresent(Channel::close);
    }

    private void onLoop(Runnable task, Runnable otherwise) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            otherwise.run();
        }
    }
}
