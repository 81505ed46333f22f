package hewn.link.stream;

import hewn.wire.LinkProbe;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Times the link to one address, on a connection of its own. */
final class StreamProbe implements LinkProbe {
    private final Address address;
    private final EventLoop loop;
    private final ProbingConnection connection = new ProbingConnection();
    private final CompletionStage<Channel> channel;
    private final CompletableFuture<ChannelHandlerContext> ready;

    StreamProbe(Address address, Connector connector) {
        this.address = address;
        this.loop = connector.loops().group().next();
        this.channel = connector.connect(address, loop, connection);
        this.ready = channel.thenCompose(connected -> connection.greeted()).toCompletableFuture();
    }

    @Override
    public CompletionStage<Duration> exchange(int sendBytes, int receiveBytes) {
        if (sendBytes < LEAST_SENT || sendBytes > MOST || receiveBytes < 0 || receiveBytes > MOST) {
            throw new IllegalArgumentException("a probe sends " + LEAST_SENT + " to " + MOST
                    + " bytes and receives 0 to " + MOST + ", but got " + sendBytes + " and " + receiveBytes);
        }
        CompletableFuture<Duration> result = new CompletableFuture<>();
        ready.thenComposeAsync(context -> connection.exchange(context, sendBytes, receiveBytes), loop)
                .whenComplete((took, failure) -> {
                    if (failure == null) {
                        result.complete(took);
                    } else {
                        result.completeExceptionally(unreachable(failure));
                    }
                });
        return result;
    }

    private IOException unreachable(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new IOException("the link to " + address + " could not be timed: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        channel.thenAccept(Channel::close);
    }
}
