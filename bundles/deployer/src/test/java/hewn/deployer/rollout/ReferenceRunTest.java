package hewn.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hewn.deployer.FakeModels;
import hewn.deployer.generation.RolloutException;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelId;
import hewn.inference.SliceRunner;
import hewn.inference.StoredModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReferenceRunTest {
    private final FakeModels models = new FakeModels();
    private final StoredModel known = models.find(new ModelId("known", 1)).orElseThrow();
    private final StoredModel endless = models.find(new ModelId("endless", 1)).orElseThrow();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private volatile int independent = 1;
    private volatile CompletableFuture<Void> go = CompletableFuture.completedFuture(null);
    private final ReferenceRun reference = new ReferenceRun(new Held());
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        go.complete(null);
        others.shutdownNow();
    }

    @Test
    void aModelRunsOnceForEachWayToRunIt() throws Exception {
        ReferenceRun.Sample sample = sampleOf(known);
        assertThat(sampleOf(known)).isSameAs(sample);
        reference.of(known, FakeModels.SIGNATURE, true, progress::add);
        assertThat(runs).hasValue(2);
    }

    @Test
    void twoWhoAskAtOnceGetTheSameRun() throws Exception {
        go = new CompletableFuture<>();
        Future<ReferenceRun.Sample> first = others.submit(() -> sampleOf(known));
        Future<ReferenceRun.Sample> second = others.submit(() -> sampleOf(known));
        go.complete(null);
        assertThat(first.get()).isSameAs(second.get());
        assertThat(runs).hasValue(1);
    }

    @Test
    void whatIsKnownIsNotWaitedForWhileAnotherModelRuns() throws Exception {
        ReferenceRun.Sample sample = sampleOf(known);
        givenTheOtherModelRuns();
        assertThat(sampleOf(known)).isSameAs(sample);
    }

    @Test
    void whoWaitsForAnotherModelCanBeStopped() {
        givenTheOtherModelRuns();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sampleOf(known)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whoWaitsSaysForWhichModelAndHowLong() throws Exception {
        givenTheOtherModelRuns();
        Future<ReferenceRun.Sample> waiting = others.submit(() -> sampleOf(known));
        String told = "waiting until endless/1 has run on sample inputs, which takes at most 7 s once loaded";
        await().until(() -> progress.contains(told));
        go.complete(null);
        waiting.get();
        assertThat(progress)
                .endsWith(told, "running the whole model on sample inputs, for at most 7 s")
                .hasSize(3);
    }

    @Test
    void modelsThatHarmEachOtherInNoWayRunAtOnce() throws Exception {
        independent = 2;
        givenTheOtherModelRuns();
        others.submit(() -> sampleOf(known));
        await().until(() -> runs.get() == 2);
        assertThat(progress).noneMatch(line -> line.startsWith("waiting"));
    }

    @Test
    void whatTakesTooLongIsToldWithTheSettingThatAllowsMore() {
        go = CompletableFuture.failedFuture(new IllegalArgumentException("took longer than the run limit"));
        assertThatThrownBy(() -> sampleOf(endless))
                .isInstanceOfSatisfying(
                        RolloutException.class,
                        failed -> assertThat(failed.failure().remedy())
                                .contains("'hewn check'", "'Run limit' of 'Hewn isolated engine'"));
    }

    private void givenTheOtherModelRuns() {
        go = new CompletableFuture<>();
        int before = runs.get();
        others.submit(() -> sampleOf(endless));
        await().until(() -> runs.get() > before);
    }

    private ReferenceRun.Sample sampleOf(StoredModel model) throws RolloutException, InterruptedException {
        return reference.of(model, FakeModels.SIGNATURE, false, progress::add);
    }

    /** Loads when it is told to. */
    private final class Held implements InferenceEngine {
        @Override
        public String description() {
            return "held";
        }

        @Override
        public Duration runLimit(Duration own) {
            return Duration.ofSeconds(7);
        }

        @Override
        public int independentModels() {
            return independent;
        }

        @Override
        public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
            runs.incrementAndGet();
            if (go.isCompletedExceptionally()) {
                throw new EngineException("took longer than the run limit");
            }
            go.join();
            return models.load(savedModel, options);
        }
    }
}
