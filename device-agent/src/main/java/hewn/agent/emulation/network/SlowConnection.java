package hewn.agent.emulation.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;

/**
 * Has one connection of a device behave as the links to its peer would. Connections leave from the address of the
 * device, by which the other side knows it.
 *
 * <p>Of two emulated devices, the one that connects does so for both directions; a peer that is not emulated, the gateway,
 * leaves both to the device.
 */
final class SlowConnection extends ChannelDuplexHandler {
    private final EmulatedHost host;
    private boolean connects;
    private Optional<SlowLane> outward = Optional.empty();
    private Optional<SlowLane> inward = Optional.empty();

    SlowConnection(EmulatedHost host) {
        this.host = host;
    }

    @Override
    public void connect(ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise done)
            throws Exception {
        connects = true;
        super.connect(context, remote, new InetSocketAddress(host.address(), 0), done);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        EmulatedHost.Peer peer =
                host.peer(((InetSocketAddress) context.channel().remoteAddress()).getAddress());
        if (connects || !peer.isEmulated()) {
            SlowLane.Timer timer = SlowLane.timer(context.executor());
            outward = peer.outward()
                    .map(link -> new SlowLane(
                            link,
                            timer,
                            host.punctuality(),
                            bytes -> context.writeAndFlush(bytes, context.voidPromise())));
            inward = peer.inward()
                    .map(link -> new SlowLane(link, timer, host.punctuality(), bytes -> read(context, bytes)));
        }
        super.channelActive(context);
    }

    private static void read(ChannelHandlerContext context, ByteBuf bytes) {
        context.fireChannelRead(bytes);
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise done) throws Exception {
        if (outward.isPresent() && message instanceof ByteBuf bytes) {
            outward.get().send(bytes, Optional.of(done).filter(promise -> !promise.isVoid()));
        } else {
            super.write(context, message, done);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (inward.isPresent() && message instanceof ByteBuf bytes) {
            inward.get().send(bytes, Optional.empty());
        } else {
            super.channelRead(context, message);
        }
    }

    /** What was written before is to arrive. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise done) {
        outward.ifPresentOrElse(lane -> lane.whenEmpty(() -> context.close(done)), () -> context.close(done));
    }

    /** What has come before is to be read; nobody will read it later. */
    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        inward.ifPresent(SlowLane::hurry);
        outward.ifPresent(lane -> lane.drop(new IOException("the connection was closed")));
        super.channelInactive(context);
    }
}
