package hewn.link.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Connects senders. Names are resolved apart, for that may take long and would hold up every other connection. */
record Connector(EventLoops loops, Supplier<StreamOptions> options, Names names) {
    private static final WriteBufferWaterMark WRITTEN_AHEAD = new WriteBufferWaterMark(256 << 10, 1 << 20);

    /** Room for a frame of common size: it goes to the system in one call, and wakes its receiver once. */
    private static final int SOCKET_BYTES = 1 << 20;

    /** Small frames get by with little, large ones are read in large pieces. */
    static AdaptiveRecvByteBufAllocator readPieces() {
        return new AdaptiveRecvByteBufAllocator(1 << 10, 8 << 10, 256 << 10);
    }

    /** The stage completes on the loop. */
    CompletionStage<Channel> connect(Address address, EventLoop loop, UnitReader connection) {
        return names.find(address.host())
                .thenComposeAsync(
                        found -> connect(new InetSocketAddress(found, address.port()), loop, connection), loop);
    }

    private CompletionStage<Channel> connect(InetSocketAddress address, EventLoop loop, UnitReader connection) {
        CompletableFuture<Channel> connected = new CompletableFuture<>();
        ChannelFuture attempt = bootstrap(loop, connection).connect(address);
        attempt.addListener(result -> {
            if (result.isSuccess()) {
                connected.complete(attempt.channel());
            } else {
                connected.completeExceptionally(result.cause());
            }
        });
        return connected;
    }

    private Bootstrap bootstrap(EventLoop loop, UnitReader connection) {
        StreamOptions now = options.get();
        return new Bootstrap()
                .group(loop)
                .channel(loops.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BYTES)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITTEN_AHEAD)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(now.connectTimeout().toMillis()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        loops.shaping().accept(channel.pipeline());
                        channel.pipeline().addLast(new Heartbeat(now), connection);
                    }
                });
    }
}
