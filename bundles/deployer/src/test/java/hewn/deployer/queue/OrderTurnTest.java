package hewn.deployer.queue;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.deployer.generation.GenerationRecord;
import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.placement.Placement;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTurnTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");

    private final GenerationRecord generation =
            new GenerationRecord(1, new ModelId("m", 1), Clock.systemUTC(), status -> {});

    private Runnable step = () -> {};
    private final OrderTurn order = new OrderTurn(generation, turn -> step.run());

    @Test
    void aDeviceThatWasRestartedInItsTurnExcusesItOnce() {
        generation.placed("for a test", on(A, B));
        order.emptied(A);
        assertThat(order.isExcused()).isTrue();
        order.emptied(A);
        assertThat(order.isExcused()).isFalse();
        order.emptied(B);
        assertThat(order.isExcused()).isTrue();
    }

    @Test
    void aDeviceOfAnotherPlaceIsNoExcuse() {
        generation.placed("for a test", on(A));
        order.emptied(B);
        assertThat(order.isExcused()).isFalse();
    }

    @Test
    void aDeviceThatWasRestartedBeforeItsTurnIsNoExcuse() {
        order.emptied(A);
        step = () -> generation.placed("for a test", on(A));
        order.run();
        assertThat(order.isExcused()).isFalse();
    }

    private static Placement on(DeviceId... devices) {
        int count = devices.length;
        List<Stage> stages = IntStream.range(0, count)
                .mapToObj(i -> Stage.on(new LayerRange(i, i + 1), devices[i]))
                .toList();
        Prediction prediction = new Prediction(nCopies(count, 1.0), nCopies(count + 1, 1.0), nCopies(count, 1L), 1);
        return new Placement(stages, prediction, Optional.empty(), "for a test");
    }
}
