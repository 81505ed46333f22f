package hewn.deployer.review;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.placement.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastMoveTest {
    private static final ReplanSettings USUAL =
            new ReplanSettings(true, 0.1, Duration.ofMinutes(10), Duration.ofSeconds(3), Duration.ofSeconds(60));
    private static final List<Stage> HOME = on("a");

    private final AtomicLong nanos = new AtomicLong(-5);
    private final LastMove last = new LastMove(nanos::get);

    @Test
    void theWayBackMustGainTwiceAsMuchUntilTheMoveHasPaidForItself() {
        last.made(HOME);
        assertThat(last.required(HOME, USUAL).leastGain()).isEqualTo(0.2);
        assertThat(last.required(on("b"), USUAL)).isEqualTo(USUAL);
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(last.required(HOME, USUAL)).isEqualTo(USUAL);
    }

    @Test
    void whatNeverMovedNeedsTheUsualGain() {
        assertThat(last.required(HOME, USUAL)).isEqualTo(USUAL);
    }

    @Test
    void noMoreThanNearlyAllCanBeGained() {
        last.made(HOME);
        assertThat(last.required(HOME, USUAL.withLeastGain(0.7)).leastGain()).isEqualTo(0.99);
    }

    private static List<Stage> on(String device) {
        return List.of(Stage.on(new LayerRange(0, 2), new DeviceId(device)));
    }
}
