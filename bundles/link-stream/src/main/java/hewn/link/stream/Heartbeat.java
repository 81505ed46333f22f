package hewn.link.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Has this side say at an interval that it is alive, and closes the connection once nothing was heard of the other for
 * several intervals.
 *
 * <p>Silence is counted in ticks: when the whole process stood still, what arrived meanwhile is read before a second
 * tick is counted.
 */
final class Heartbeat extends ChannelInboundHandlerAdapter {
    /** Goes down the pipeline when it is time to say something. */
    static final Object DUE = new Object();

    private final StreamOptions options;
    private int silentTicks;

    Heartbeat(StreamOptions options) {
        this.options = options;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        long millis = options.heartbeat().toMillis();
        Future<?> ticking =
                context.executor().scheduleWithFixedDelay(() -> tick(context), millis, millis, TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> ticking.cancel(false));
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        silentTicks = 0;
        super.channelRead(context, message);
    }

    private void tick(ChannelHandlerContext context) {
        if (++silentTicks > options.silentHeartbeats()) {
            context.fireExceptionCaught(new IOException("nothing was heard of it for "
                    + options.heartbeat()
                            .multipliedBy(options.silentHeartbeats())
                            .toMillis() + " ms"));
        } else {
            context.fireUserEventTriggered(DUE);
        }
    }
}
