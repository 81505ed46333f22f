package hewn.link.stream;

import hewn.wire.FrameCodec;
import hewn.wire.FrameReceiver;
import hewn.wire.TensorTransport.TensorEndpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bound port with the connections that were made to it. */
final class StreamEndpoint implements TensorEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEndpoint.class);
    private static final int CLOSE_SECONDS = 2;

    private final Supplier<StreamOptions> options;
    private final FrameCodec codec;
    private final FrameReceiver receiver;
    private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Consumer<ChannelPipeline> shaping;
    private final Channel server;

    StreamEndpoint(
            EventLoops loops,
            Supplier<StreamOptions> options,
            FrameCodec codec,
            InetSocketAddress local,
            FrameReceiver receiver)
            throws IOException {
        this.options = options;
        this.codec = codec;
        this.receiver = receiver;
        this.shaping = loops.shaping();
        this.server = bind(loops, local);
    }

    private Channel bind(EventLoops loops, InetSocketAddress local) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(local)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindFault(local, bound.cause()).exception();
        }
        return bound.channel();
    }

    private void accept(SocketChannel channel) {
        StreamOptions now = options.get();
        if (accepted.size() >= now.connections()) {
            LOG.warn(
                    "{} may not send tensors: {} connections are open, and no more are allowed",
                    channel.remoteAddress(),
                    accepted.size());
            channel.close();
            return;
        }
        accepted.add(channel);
        channel.config().setRecvByteBufAllocator(Connector.readPieces());
        shaping.accept(channel.pipeline());
        channel.pipeline().addLast(new Heartbeat(now), new ReceivingConnection(now, codec, receiver));
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** The port is free when this returns, unless an event loop calls, which must not wait. */
    @Override
    public void close() {
        ChannelFuture closing = server.close();
        accepted.close();
        if (!server.eventLoop().inEventLoop()) {
            closing.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
            awaitNextSelection();
        }
    }

    /** NIO gives a port back only when its selector selects the next time, which it has done when this timer ends. */
    private void awaitNextSelection() {
        try {
            server.eventLoop()
                    .schedule(() -> {}, 1, TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.trace("the transport was closed before its endpoint", stopped);
        }
    }
}
