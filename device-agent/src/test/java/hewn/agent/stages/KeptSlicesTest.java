package hewn.agent.stages;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.agent.testing.FakeEngine;
import hewn.inference.EngineOptions;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import hewn.wire.DeviceCommand.LoadStage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeptSlicesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long BYTES = 1 << 20;
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(2)));
    private static final LoadStage SPEC = new LoadStage(
            1,
            0,
            Digest.of(ByteBuffer.wrap(new byte[] {1})),
            List.of(X),
            List.of("y"),
            List.of(),
            "next:1",
            "sink:1",
            false,
            BYTES);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final FakeEngine engine = new FakeEngine(X);
    private final MemoryBudget memory = new MemoryBudget(BYTES, 1);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private LoadedStage.Parts slice() throws Exception {
        return new LoadedStage.Parts(
                SPEC, engine.load(Path.of("any"), EngineOptions.DEFAULT), memory.reserve(BYTES, BYTES));
    }

    private void assertFreed() throws Exception {
        assertThat(engine.open()).isZero();
        memory.reserve(BYTES, BYTES).close();
    }

    @Test
    void whatIsTakenBelongsToTheTaker() throws Exception {
        KeptSlices kept = new KeptSlices(timer, LONG);
        LoadedStage.Parts slice = slice();
        kept.keep(slice);
        assertThat(kept.take(SPEC)).containsSame(slice);
        assertThat(kept.take(SPEC)).isEmpty();
        assertThat(kept.release()).isFalse();
        assertThat(engine.open()).isOne();
    }

    @Test
    void whatNobodyTakesIsClosedInTime() throws Exception {
        KeptSlices kept = new KeptSlices(timer, Duration.ofNanos(1));
        kept.keep(slice());
        Awaitility.await().until(() -> engine.open() == 0);
        assertThat(kept.take(SPEC)).isEmpty();
    }

    @Test
    void whatIsReleasedIsFreed() throws Exception {
        KeptSlices kept = new KeptSlices(timer, LONG);
        kept.keep(slice());
        assertThat(kept.release()).isTrue();
        assertFreed();
    }

    @Test
    void nothingIsKeptForNoTimeAtAll() throws Exception {
        new KeptSlices(timer, Duration.ZERO).keep(slice());
        assertFreed();
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void nothingIsKeptAfterTheEnd() throws Exception {
        KeptSlices kept = new KeptSlices(timer, LONG);
        kept.close();
        kept.keep(slice());
        assertFreed();
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void whatNobodyWouldCloseIsNeverToBeTaken() throws Exception {
        RefusingTimer refusing = new RefusingTimer();
        KeptSlices kept = new KeptSlices(refusing, LONG);
        refusing.meanwhile = () -> assertThat(kept.take(SPEC)).isEmpty();
        kept.keep(slice());
        assertFreed();
        assertThat(kept.release()).isFalse();
    }

    /** As one that was shut down, at a moment when others look for slices. */
    private static final class RefusingTimer extends ScheduledThreadPoolExecutor {
        private Runnable meanwhile = () -> {};

        private RefusingTimer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            meanwhile.run();
            throw new RejectedExecutionException("stopped");
        }
    }
}
