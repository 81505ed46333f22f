package hewn.link.stream;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.wire.FrameSender;
import hewn.wire.TensorTransport;
import hewn.wire.TensorTransport.TensorEndpoint;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class NettyTransportTest extends TensorTransportContract {
    static final StreamOptions OPTIONS =
            new StreamOptions(4, 1 << 28, 8, 1 << 28, 64, Duration.ofSeconds(3), Duration.ofMillis(100), 10, 2);

    @Override
    TensorTransport create() {
        return new NettyTransport(OPTIONS);
    }

    @Test
    void shapesTheConnectionsOfBothSides() throws Exception {
        List<ChannelPipeline> shaped = new CopyOnWriteArrayList<>();
        Inbox inbox = new Inbox(true);
        try (NettyTransport transport = new NettyTransport(OPTIONS, pipeline -> shaped.add(pipeline));
                TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, inbox);
                FrameSender sender = transport.connect("127.0.0.1:" + endpoint.port())) {
            sender.send(Frames.sized(1, 1000));
            inbox.next();
            assertThat(shaped).hasSize(2).doesNotHaveDuplicates();
        }
    }
}
