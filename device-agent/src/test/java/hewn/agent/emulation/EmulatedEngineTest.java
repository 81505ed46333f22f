package hewn.agent.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.agent.emulation.punctuality.Punctuality;
import hewn.agent.testing.FakeEngine;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SliceRunner;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EmulatedEngineTest {
    private static final long MILLI = 1_000_000;
    private static final double SLOWDOWN = 5;
    private static final double HOST_FLOPS_PER_SECOND = 50e9;

    private final HandClock clock = new HandClock();
    private final Punctuality computing = new Punctuality();
    private final FakeEngine real =
            new FakeEngine(new TensorSpec("x", ElementType.FLOAT32, PartialShape.of(List.of(OptionalLong.empty()))));
    private long realNanos = 2 * MILLI;
    private long yardstickNanos = MILLI;

    EmulatedEngineTest() {
        real.onCall(inputs -> {
            clock.pass(realNanos * inputs.get("x").shape().elements());
            return Map.of("y", inputs.get("x"));
        });
    }

    @Test
    void computesForRealAndTakesAsLongAsTheDevice() throws Exception {
        SliceRunner slice = load();
        assertThat(slice.run(x(1))).containsEntry("y", x(1).get("x"));
        assertThat(nanosOf(slice, 1)).isEqualTo(10 * MILLI);
    }

    @Test
    void takesTheQuickestOfItsTrialsForTheTruth() throws Exception {
        SliceRunner slice = load();
        real.onCall(inputs -> {
            clock.pass(realNanos = realNanos == 2 * MILLI ? 3 * MILLI : 2 * MILLI);
            return Map.of("y", inputs.get("x"));
        });
        slice.run(x(1));
        assertThat(nanosOf(slice, 1)).isEqualTo(10 * MILLI);
    }

    @Test
    void takesNoLongerWhereTheHostIsSlowForAll() throws Exception {
        SliceRunner slice = load();
        realNanos *= 3;
        yardstickNanos *= 3;
        slice.run(x(1));
        realNanos /= 3;
        assertThat(nanosOf(slice, 1)).isEqualTo(10 * MILLI);
    }

    @Test
    void isSteadyOnceItWasTried() throws Exception {
        SliceRunner slice = load();
        slice.run(x(1));
        realNanos = MILLI;
        assertThat(nanosOf(slice, 1)).isEqualTo(10 * MILLI);
    }

    @Test
    void doesNotCountTheTimeThatOtherProcessesTake() throws Exception {
        real.onCall(inputs -> {
            clock.compute(MILLI);
            clock.pass(4 * MILLI);
            return Map.of("y", inputs.get("x"));
        });
        SliceRunner slice = load();
        slice.run(x(1));
        assertThat(nanosOf(slice, 1)).isEqualTo(5 * MILLI);
    }

    @Test
    void knowsInputsOfEachSizeByThemselves() throws Exception {
        SliceRunner slice = load();
        slice.run(x(1));
        slice.run(x(4));
        assertThat(nanosOf(slice, 1)).isEqualTo(10 * MILLI);
        assertThat(nanosOf(slice, 4)).isEqualTo(40 * MILLI);
    }

    @Test
    void countsWhatTheHostWasTooBusyFor() throws Exception {
        SliceRunner slice = load();
        slice.run(x(1));
        realNanos = 30 * MILLI;
        assertThat(nanosOf(slice, 1)).isEqualTo(30 * MILLI);
        assertThat(computing.figures()).isEqualTo(new Punctuality.Figures(2, 1, 0.02, 0.02, 0.02));
    }

    @Test
    void failsAsTheEngineDoes() throws Exception {
        SliceRunner slice = load();
        slice.run(x(1));
        real.onCall(inputs -> {
            throw new EngineException("on purpose");
        });
        assertThatThrownBy(() -> slice.run(x(1)))
                .isInstanceOf(EngineException.class)
                .hasMessage("on purpose");
    }

    @Test
    void closesWhatItLoaded() throws Exception {
        load().close();
        assertThat(real.open()).isZero();
    }

    private SliceRunner load() throws EngineException {
        Host host = new Host(new HandYardstick(), new HostTurns(2), clock, computing);
        return new EmulatedEngine(real, host, HOST_FLOPS_PER_SECOND / SLOWDOWN)
                .load(Path.of("any"), EngineOptions.DEFAULT);
    }

    /** Takes a millisecond where the host is not slow. */
    private final class HandYardstick implements Yardstick {
        @Override
        public double flops() {
            return HOST_FLOPS_PER_SECOND / 1000;
        }

        @Override
        public void run() {
            clock.compute(yardstickNanos);
        }
    }

    private long nanosOf(SliceRunner slice, int elements) throws EngineException {
        long begun = clock.nanoTime();
        slice.run(x(elements));
        return clock.nanoTime() - begun;
    }

    private static Map<String, Tensor> x(int elements) {
        return Map.of(
                "x", new Tensor(ElementType.FLOAT32, Shape.of(elements), ByteBuffer.allocate(elements * Float.BYTES)));
    }
}
