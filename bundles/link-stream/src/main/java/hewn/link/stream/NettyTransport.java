package hewn.link.stream;

import hewn.wire.FrameCodec;
import hewn.wire.FrameReceiver;
import hewn.wire.FrameSender;
import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Tensors over TCP, by Netty: epoll where its native library is present, NIO elsewhere.
 *
 * <p>A few threads serve all connections. What is under way is bounded: on the receiving side by credits, on the sending
 * side by a queue that refuses. A peer that says nothing for some heartbeats is taken for dead, and what waits for it
 * fails.
 */
@Component(name = "hewn.link.stream", service = TensorTransport.class)
@Designate(ocd = NettyTransport.Config.class)
public final class NettyTransport implements TensorTransport {
    private static final int CLOSE_SECONDS = 2;

    private final EventLoops loops;
    private final Names names;
    private final FrameCodec codec = new FrameCodec();
    private volatile StreamOptions options;

    /**
     * Starts a transport as an administrator configured it.
     *
     * @param config its bounds
     */
    @Activate
    public NettyTransport(Config config) {
        this(options(config));
    }

    /**
     * Starts a transport.
     *
     * @param options its bounds
     */
    public NettyTransport(StreamOptions options) {
        this(options, bare -> {});
    }

    /**
     * Starts a transport whose connections are changed before they are used, such as to emulate a slow network.
     *
     * @param options its bounds
     * @param shaping is given the pipeline of each connection that is made or taken, before its other handlers are added
     */
    public NettyTransport(StreamOptions options, Consumer<ChannelPipeline> shaping) {
        this(options, EventLoops.create(options.threads(), shaping));
    }

    NettyTransport(StreamOptions options, EventLoops loops) {
        this(options, loops, new Names());
    }

    NettyTransport(StreamOptions options, EventLoops loops, Names names) {
        this.options = options;
        this.loops = loops;
        this.names = names;
    }

    @Modified
    void change(Config config) {
        use(options(config));
    }

    /** Queues are bounded anew at once, and connections that are made from now on; threads stay as they are. */
    void use(StreamOptions changed) {
        options = changed;
    }

    private StreamOptions options() {
        return options;
    }

    private static StreamOptions options(Config config) {
        return new StreamOptions(
                config.credits(),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) config.maxFrameMebibytes() << 20)),
                config.queueFrames(),
                (long) config.queueMebibytes() << 20,
                config.connections(),
                Duration.ofMillis(config.connectTimeoutMillis()),
                Duration.ofMillis(config.heartbeatMillis()),
                config.silentHeartbeats(),
                config.threads());
    }

    @Override
    public TensorEndpoint listen(String host, int port, FrameReceiver receiver) throws IOException {
        return new StreamEndpoint(loops, this::options, codec, new InetSocketAddress(host, port), receiver);
    }

    @Override
    public FrameSender connect(String address) {
        return new StreamSender(Address.parse(address), new Connector(loops, this::options, names), codec);
    }

    @Override
    public LinkProbe probe(String address) {
        return new StreamProbe(Address.parse(address), new Connector(loops, this::options, names));
    }

    /** {@inheritDoc} It waits for that, but no longer than two seconds. */
    @Override
    @Deactivate
    public void close() {
        names.close();
        loops.group()
                .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Hewn tensor transport",
            description =
                    "How tensors go from this gateway to devices, and come back. A change interrupts nothing: of the"
                            + " queues it counts at once, of the threads after a restart of the gateway, of all else for"
                            + " connections that are made from then on")
    public @interface Config {
        /**
         * Bounds what a receiver holds.
         *
         * @return a number of frames
         */
        @AttributeDefinition(
                name = "Credits",
                description = "Frames of one connection that are taken before the first of them is done with",
                min = "1",
                max = "65536")
        int credits() default 4;

        /**
         * Bounds one frame.
         *
         * @return a size in MiB
         */
        @AttributeDefinition(
                name = "Largest frame (MiB)",
                description = "A larger frame is refused",
                min = "1",
                max = "2048")
        int maxFrameMebibytes() default 1024;

        /**
         * Bounds the queue of a sender.
         *
         * @return a number of frames
         */
        @AttributeDefinition(
                name = "Queue (frames)",
                description = "Frames that may wait for one address",
                min = "1",
                max = "1000000")
        int queueFrames() default 256;

        /**
         * Bounds the queue of a sender.
         *
         * @return a size in MiB
         */
        @AttributeDefinition(
                name = "Queue (MiB)",
                description = "Bytes that may wait for one address; a single frame may always",
                min = "1",
                max = "16777216")
        int queueMebibytes() default 256;

        /**
         * Bounds what connects.
         *
         * @return a number of connections
         */
        @AttributeDefinition(
                name = "Connections",
                description = "Connections that are taken at one port",
                min = "1",
                max = "1000000")
        int connections() default 256;

        /**
         * Bounds connecting.
         *
         * @return milliseconds
         */
        @AttributeDefinition(
                name = "Connect timeout (ms)",
                description = "How long connecting may take",
                min = "1",
                max = "3600000")
        int connectTimeoutMillis() default 3000;

        /**
         * How often each side says that it is alive.
         *
         * @return milliseconds
         */
        @AttributeDefinition(
                name = "Heartbeat (ms)",
                description = "How often each side says that it is alive",
                min = "1",
                max = "3600000")
        int heartbeatMillis() default 1000;

        /**
         * When a peer is taken for dead.
         *
         * @return a number of heartbeats
         */
        @AttributeDefinition(
                name = "Silent heartbeats",
                description = "After so many heartbeats without a byte a peer is taken for dead",
                min = "1",
                max = "1000")
        int silentHeartbeats() default 5;

        /**
         * How many threads do the input and output of all connections.
         *
         * @return a number of threads
         */
        @AttributeDefinition(
                name = "Threads",
                description = "Threads that do the input and output of all connections",
                min = "1",
                max = "256")
        int threads() default 2;
    }
}
