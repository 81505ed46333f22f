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
import java.util.concurrent.CompletableFuture;
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
    private volatile CompletableFuture<Void> go = CompletableFuture.completedFuture(null);
    private final ReferenceRun reference = new ReferenceRun(new Held(), Duration.ofSeconds(1));
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
        reference.of(known, FakeModels.SIGNATURE, true);
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

    private void givenTheOtherModelRuns() {
        go = new CompletableFuture<>();
        int before = runs.get();
        others.submit(() -> sampleOf(endless));
        await().until(() -> runs.get() > before);
    }

    private ReferenceRun.Sample sampleOf(StoredModel model) throws RolloutException, InterruptedException {
        return reference.of(model, FakeModels.SIGNATURE, false);
    }

    /** Loads when it is told to. */
    private final class Held implements InferenceEngine {
        @Override
        public String description() {
            return "held";
        }

        @Override
        public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
            runs.incrementAndGet();
            go.join();
            return models.load(savedModel, options);
        }
    }
}
