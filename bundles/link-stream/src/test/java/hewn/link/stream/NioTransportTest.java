package hewn.link.stream;

import hewn.wire.TensorTransport;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Where epoll is not there. */
class NioTransportTest extends TensorTransportContract {
    @Override
    TensorTransport create() {
        return new NettyTransport(
                NettyTransportTest.OPTIONS, EventLoops.nio(2, new DefaultThreadFactory("hewn-nio", true)));
    }
}
