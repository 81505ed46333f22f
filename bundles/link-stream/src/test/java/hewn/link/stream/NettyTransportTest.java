package hewn.link.stream;

import hewn.wire.TensorTransport;
import java.time.Duration;

class NettyTransportTest extends TensorTransportContract {
    static final StreamOptions OPTIONS =
            new StreamOptions(4, 1 << 28, 8, 1 << 28, 64, Duration.ofSeconds(3), Duration.ofMillis(100), 10, 2);

    @Override
    TensorTransport create() {
        return new NettyTransport(OPTIONS);
    }
}
