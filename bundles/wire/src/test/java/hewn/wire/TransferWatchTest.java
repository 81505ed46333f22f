package hewn.wire;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransferWatchTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");

    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final List<String> transfers = new ArrayList<>();
    private long now;
    private final TransferWatch watch = new TransferWatch((frame, nanos) -> done, () -> now);

    @Test
    void tellsWhoSentALargeFrameAndHowLongItTook() {
        watch.tell((sender, bytes, nanos) -> transfers.add(sender + " " + bytes + " " + nanos));
        watch.receive(frame(1 << 20), 5);
        watch.receive(frame(1 << 20, A, B), 6);
        watch.receive(frame(1 << 10, A), 7);
        assertThat(transfers).containsExactly("gateway 1048576 5", "b 1048576 6");
    }

    @Test
    void isIdleSomeTimeAfterTheLastFrameWasDoneWith() {
        assertThat(watch.isIdle()).isTrue();
        watch.receive(frame(4), 1);
        now += TimeUnit.SECONDS.toNanos(9);
        assertThat(watch.isIdle()).isFalse();
        done.complete("done");
        assertThat(watch.isIdle()).isFalse();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(watch.isIdle()).isTrue();
    }

    @Test
    void isNotIdleWhileARequestIsUnderWay() {
        assertThat(watch.during(done)).isSameAs(done);
        now += TimeUnit.SECONDS.toNanos(9);
        assertThat(watch.isIdle()).isFalse();
        done.complete("done");
        now += TimeUnit.MILLISECONDS.toNanos(500);
        assertThat(watch.isIdle()).isTrue();
    }

    private static Frame frame(int bytes, DeviceId... passed) {
        Tensor tensor = new Tensor(ElementType.UINT8, Shape.of(bytes), ByteBuffer.allocate(bytes));
        List<Frame.Passed> all = List.of(passed).stream()
                .map(device -> new Frame.Passed(device, Digest.of(ByteBuffer.allocate(0)), 0, 0, 0))
                .toList();
        return new Frame.Tensors(1, 1, Duration.ofSeconds(1), all, Map.of("x", tensor));
    }
}
