package hewn.link.stream;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The threads that do input and output, with the kind of channels that goes with them and what is done to each of their
 * connections before anything else.
 */
record EventLoops(
        EventLoopGroup group,
        Class<? extends SocketChannel> channel,
        Class<? extends ServerSocketChannel> serverChannel,
        Consumer<ChannelPipeline> shaping) {

    static EventLoops create(int count, Consumer<ChannelPipeline> shaping) {
        ThreadFactory threads = new DefaultThreadFactory("hewn-tensors", true);
        return epollIsThere() ? Native.create(count, threads, shaping) : nio(count, threads, shaping);
    }

    static EventLoops nio(int count, ThreadFactory threads) {
        return nio(count, threads, bare -> {});
    }

    private static EventLoops nio(int count, ThreadFactory threads, Consumer<ChannelPipeline> shaping) {
        return new EventLoops(
                new NioEventLoopGroup(count, threads), NioSocketChannel.class, NioServerSocketChannel.class, shaping);
    }

    /** Its classes are an optional part of a distribution, and its library exists for Linux only. */
    private static boolean epollIsThere() {
        try {
            return Epoll.isAvailable();
        } catch (LinkageError absent) {
            return false;
        }
    }

    /** Apart, so that nothing of it is linked where it is absent. */
    private static final class Native {
        static EventLoops create(int count, ThreadFactory threads, Consumer<ChannelPipeline> shaping) {
            return new EventLoops(
                    new EpollEventLoopGroup(count, threads),
                    EpollSocketChannel.class,
                    EpollServerSocketChannel.class,
                    shaping);
        }
    }
}
