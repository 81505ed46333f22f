package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.agent.slices.Downloads;
import hewn.agent.slices.SliceStore;
import hewn.agent.stages.ComputeTurns;
import hewn.agent.stages.HangWatch;
import hewn.agent.stages.KeptSlices;
import hewn.agent.stages.MemoryBudget;
import hewn.agent.stages.StageLoader;
import hewn.agent.stages.StageSetting;
import hewn.agent.stages.Stages;
import hewn.agent.testing.FakeEngine;
import hewn.agent.testing.FakeTransport;
import hewn.agent.testing.SliceServer;
import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import hewn.wire.CommandReply;
import hewn.wire.CommandReply.Done;
import hewn.wire.CommandReply.Fetched;
import hewn.wire.CommandReply.Refused;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceCommand.FetchSlice;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceCommand.Order;
import hewn.wire.DeviceCommand.PruneSlices;
import hewn.wire.DeviceCommand.UnloadGeneration;
import hewn.wire.DeviceCommand.WarmStage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandHandlerTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(2)));

    @TempDir
    private Path data;

    private final byte[] body = "a slice".getBytes();
    private final Digest slice = Digest.of(ByteBuffer.wrap(body));
    private final FetchSlice fetch;
    private final LoadStage load =
            new LoadStage(1, 0, slice, List.of(X), List.of("y"), List.of(), "next:1", "sink:1", false, 1 << 20);
    private final SliceServer server = new SliceServer(body);
    private final FakeEngine engine = new FakeEngine(X);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger changes = new AtomicInteger();
    private SliceStore slices;
    private Stages stages;
    private CommandHandler handler;

    CommandHandlerTest() {
        fetch = new FetchSlice(slice, body.length, server.url());
    }

    @BeforeEach
    void open() throws IOException {
        slices = new SliceStore(data, new Downloads(LONG, 1, LONG), () -> 1L << 40);
        KeptSlices none = new KeptSlices(timer, Duration.ZERO);
        stages = new Stages(
                new StageLoader(slices, engine, new MemoryBudget(1L << 30, 1), none, LONG),
                new StageSetting(
                        new DeviceId("camera-1"),
                        new FakeTransport(),
                        new ComputeTurns(1),
                        new HangWatch(timer, LONG, LONG),
                        none,
                        1,
                        System::nanoTime));
        handler = handler(threads, LONG);
    }

    @AfterEach
    void close() {
        stages.close();
        threads.shutdownNow();
        timer.shutdownNow();
        server.close();
    }

    private CommandHandler handler(Executor executor, Duration limit) {
        return new CommandHandler(slices, stages, executor, limit, changes::incrementAndGet);
    }

    private CommandReply answer(DeviceCommand command) throws Exception {
        return handler.apply(command).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void assertDone(DeviceCommand command, String detail) throws Exception {
        assertThat(answer(command))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.detail()).contains(detail));
    }

    private void assertFetched(DeviceCommand command, long bytes) throws Exception {
        assertThat(answer(command))
                .isInstanceOfSatisfying(
                        Fetched.class,
                        fetched -> assertThat(fetched.receivedBytes()).isEqualTo(bytes));
    }

    private void assertRefused(DeviceCommand command, String code, String words) throws Exception {
        assertThat(answer(command)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.message()).contains(words);
        });
    }

    @Test
    void everyCommandMayComeAgain() throws Exception {
        assertFetched(fetch, fetch.sizeBytes());
        assertFetched(fetch, 0);
        assertDone(load, "is loaded");
        assertDone(load, "loaded already");
        assertDone(new WarmStage(1, 0), "took");
        assertDone(new WarmStage(1, 0), "took");
        assertDone(new UnloadGeneration(1), "1 stages");
        assertDone(new UnloadGeneration(1), "0 stages");
        assertDone(new PruneSlices(List.of()), "1 slices");
        assertDone(new PruneSlices(List.of()), "0 slices");
    }

    @Test
    void aChangeOfWhatIsHeldIsToldOnce() throws Exception {
        answer(fetch);
        answer(fetch);
        assertThat(changes).hasValue(1);
        answer(new PruneSlices(List.of()));
        answer(new PruneSlices(List.of()));
        assertThat(changes).hasValue(2);
    }

    @Test
    void whatIsLoadedIsNotPruned() throws Exception {
        answer(fetch);
        answer(load);
        assertDone(new PruneSlices(List.of()), "0 slices");
        assertThat(slices.held()).containsExactly(slice);
    }

    @Test
    void aGenerationThatNobodyUsesIsUnloadedForGoodBeforeSlicesAreDeleted() throws Exception {
        answer(fetch);
        answer(load);
        assertDone(new PruneSlices(List.of(), List.of(), 1), "1 generations unloaded, 1 slices");
        assertThat(engine.open()).isZero();
        assertRefused(load, "FENCED", "use a newer one");
    }

    @Test
    void whatIsUsedOrBeganAfterTheListWasMadeStaysLoaded() throws Exception {
        answer(fetch);
        for (long generation = 1; generation <= 4; generation++) {
            answer(of(generation));
        }
        assertDone(new PruneSlices(List.of()), "0 generations unloaded, 0 slices");
        assertThat(engine.open()).as("an older gateway unloads nothing").isEqualTo(4);
        assertDone(new PruneSlices(List.of(), List.of(2L), 3), "2 generations unloaded, 0 slices");
        assertThat(stages.generations()).containsExactlyInAnyOrder(2L, 4L);
        assertDone(of(5), "is loaded");
    }

    @Test
    void aGenerationThatIsStillLoadingIsUnloadedToo() throws Exception {
        answer(fetch);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        engine.onLoad(() -> {
            loading.countDown();
            awaitQuietly(end);
        });
        CompletableFuture<CommandReply> reply = handler.apply(load).toCompletableFuture();
        assertThat(loading.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<CommandReply> pruned =
                handler.apply(new PruneSlices(List.of(), List.of(), 1)).toCompletableFuture();
        while (!stages.generations().isEmpty()) {
            Thread.onSpinWait();
        }
        end.countDown();
        assertThat(reply.get(20, TimeUnit.SECONDS)).isInstanceOf(Refused.class);
        assertThat(pruned.get(20, TimeUnit.SECONDS)).isInstanceOf(Done.class);
        assertThat(engine.open()).isZero();
    }

    private LoadStage of(long generation) {
        return new LoadStage(
                generation, 0, slice, List.of(X), List.of("y"), List.of(), "next:1", "sink:1", false, 1 << 20);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRefusalHasItsCodeAndSaysWhatToDo() throws Exception {
        assertRefused(load, "SLICE_MISSING", "have it fetched");
        assertRefused(new WarmStage(1, 0), "NOT_LOADED", "load it");
        answer(new UnloadGeneration(1));
        assertRefused(load, "FENCED", "use a newer one");
    }

    @Test
    void anotherGatewayTakesOverAndNumbersItsGenerationsAnew() throws Exception {
        assertFetched(new Order("old", 1000, fetch), fetch.sizeBytes());
        assertDone(new Order("old", 1000, load), "is loaded");
        assertDone(new Order("old", 1000, new UnloadGeneration(2)), "0 stages");
        assertDone(new Order("new", 2000, load), "is loaded");
        assertDone(new Order("new", 2000, of(2)), "is loaded");
        assertThat(engine.open()).as("the former gateway's stage is unloaded").isEqualTo(2);
    }

    @Test
    void aGatewayThatWasReplacedIsRefused() throws Exception {
        assertFetched(new Order("new", 2000, fetch), fetch.sizeBytes());
        assertDone(new Order("new", 2000, load), "is loaded");
        assertRefused(new Order("old", 1000, new UnloadGeneration(1)), "SUPERSEDED", "gateway new of epoch 2000");
        assertRefused(new Order("twin", 2000, new UnloadGeneration(1)), "SUPERSEDED", "gateway twin");
        assertRefused(new Order("new", 1999, new UnloadGeneration(1)), "SUPERSEDED", "epoch 1999");
        assertRefused(new UnloadGeneration(1), "SUPERSEDED", "without an order");
        assertThat(engine.open()).isEqualTo(1);
    }

    @Test
    void aRestartedGatewayFindsWhatItHadLoaded() throws Exception {
        assertFetched(new Order("g", 1000, fetch), fetch.sizeBytes());
        assertDone(new Order("g", 1000, load), "is loaded");
        assertDone(new Order("g", 2000, load), "loaded already");
        answer(new Order("g", 2000, new UnloadGeneration(1)));
        assertRefused(new Order("g", 3000, load), "FENCED", "use a newer one");
    }

    @Test
    void aFaultIsARefusalToo() throws Exception {
        answer(fetch);
        engine.onLoad(() -> {
            throw new UnsatisfiedLinkError("no such function");
        });
        assertRefused(load, "INTERNAL", "no such function");
    }

    @Test
    void commandsThatAreTooManyAreRefused() throws Exception {
        handler = handler(
                task -> {
                    throw new RejectedExecutionException();
                },
                LONG);
        assertRefused(fetch, "BUSY", "again");
    }

    @Test
    void aCommandThatDoesNotEndIsAnswered() throws Exception {
        answer(fetch);
        CountDownLatch end = new CountDownLatch(1);
        engine.onLoad(() -> awaitQuietly(end));
        handler = handler(threads, Duration.ofMillis(50));
        assertRefused(load, "RUN_LIMIT", "goes on");
        end.countDown();
    }
}
