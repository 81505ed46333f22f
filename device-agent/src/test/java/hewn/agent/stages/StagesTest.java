package hewn.agent.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.agent.slices.Downloads;
import hewn.agent.slices.SliceStore;
import hewn.agent.testing.FakeEngine;
import hewn.agent.testing.FakeTransport;
import hewn.fleet.DeviceId;
import hewn.inference.EngineException;
import hewn.inference.OperationProfile;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceMetrics.StageMetrics;
import hewn.wire.Frame;
import hewn.wire.Frame.Cause;
import hewn.wire.Frame.Failure;
import hewn.wire.Frame.Passed;
import hewn.wire.Frame.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagesTest {
    private static final DeviceId DEVICE = new DeviceId("camera-1");
    private static final String NEXT = "next:1";
    private static final String SINK = "sink:1";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long PLANNED_BYTES = 8L << 20;
    private static final long TIGHT = 2 * PLANNED_BYTES - 1;
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(2)));
    private static final Tensor VALUE = new Tensor(ElementType.FLOAT32, Shape.of(1, 2), ByteBuffer.allocate(8));
    private static final Tensor SKIP = new Tensor(ElementType.INT8, Shape.of(1), ByteBuffer.allocate(1));

    @TempDir
    private Path data;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ComputeTurns turns = new ComputeTurns(1);
    private final FakeTransport transport = new FakeTransport();
    private final FakeEngine engine = new FakeEngine(X);

    /** The common pool may have one thread only, which a blocked task would keep. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final CountDownLatch testEnds = new CountDownLatch(1);
    private Duration keep = Duration.ZERO;
    private SliceStore slices;
    private Digest slice;
    private Digest other;
    private Stages stages;

    @BeforeEach
    void open() throws IOException {
        slice = hold("a slice");
        other = hold("another slice");
        slices = new SliceStore(data, new Downloads(LONG, 1, LONG), () -> 0);
        stages = stages(LONG, LONG, engine);
    }

    @AfterEach
    void close() {
        testEnds.countDown();
        stages.close();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private Digest hold(String content) throws IOException {
        Digest digest = Digest.of(ByteBuffer.wrap(content.getBytes()));
        Path folder = Files.createDirectories(data.resolve("sha256").resolve(digest.hex()));
        Files.writeString(folder.resolve("saved_model.pb"), content);
        return digest;
    }

    private Stages stages(Duration runLimit, Duration grace, FakeEngine runs) {
        return stages(runs, new HangWatch(timer, runLimit, grace), 64, 1L << 30);
    }

    private Stages stages(FakeEngine runs, HangWatch watch, int queueFrames, long memoryBytes) {
        KeptSlices kept = new KeptSlices(timer, keep);
        return new Stages(
                new StageLoader(slices, runs, new MemoryBudget(memoryBytes, 1), kept, watch.engineLimit()),
                new StageSetting(DEVICE, transport, turns, watch, kept, queueFrames, System::nanoTime));
    }

    private LoadStage stage(long generation, int index, Digest digest) {
        return new LoadStage(
                generation, index, digest, List.of(X), List.of("y"), List.of("skip"), NEXT, SINK, false, PLANNED_BYTES);
    }

    private static Tensors frame(long generation, long request, Duration remaining, Map<String, Tensor> tensors) {
        return new Tensors(generation, request, remaining, List.of(), tensors);
    }

    private CompletableFuture<?> send(long generation, long request) {
        return send(frame(generation, request, LONG, Map.of("x", VALUE, "skip", SKIP)));
    }

    private CompletableFuture<?> send(Frame frame) {
        return stages.receive(frame, 1000).toCompletableFuture();
    }

    private void assertFailure(long request, Cause cause, String... words) throws InterruptedException {
        Frame frame = transport.next(SINK);
        assertThat(frame).isInstanceOf(Failure.class);
        Failure failure = (Failure) frame;
        assertThat(failure.request()).isEqualTo(request);
        assertThat(failure.device()).isEqualTo(DEVICE);
        assertThat(failure.message()).contains(words);
        assertThat(failure.cause()).isEqualTo(cause);
    }

    private static void assertRefused(Refusal code, ThrowingCallable call, String... words) {
        RefusalException refusal = catchThrowableOfType(RefusalException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal).hasMessageContainingAll(words);
        assertThat(refusal.code()).isEqualTo(code);
    }

    private Map<String, Tensor> hang(Map<String, Tensor> inputs) {
        awaitQuietly(testEnds);
        return Map.of("y", inputs.get("x"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private StageMetrics onlyMetrics() {
        assertThat(stages.metrics()).hasSize(1);
        return stages.metrics().get(0);
    }

    @Test
    void handsOnWhatItComputesAndWhatBypasses() throws Exception {
        stages.load(stage(1, 0, slice));
        send(1, 42).get(20, TimeUnit.SECONDS);
        Tensors sent = (Tensors) transport.next(NEXT);
        assertThat(sent.generation()).isEqualTo(1);
        assertThat(sent.request()).isEqualTo(42);
        assertThat(sent.tensors()).containsOnly(Map.entry("y", VALUE), Map.entry("skip", SKIP));
        assertThat(sent.tensors().get("skip")).isSameAs(SKIP);
        assertThat(sent.remaining()).isPositive().isLessThan(LONG.minusNanos(1000));
        assertThat(sent.passed()).hasSize(1);
        Passed passed = sent.passed().get(0);
        assertThat(passed.device()).isEqualTo(DEVICE);
        assertThat(passed.slice()).isEqualTo(slice);
        assertThat(passed.receiveNanos()).isEqualTo(1000);
        assertThat(passed.queueNanos()).isPositive();
        assertThat(passed.computeNanos()).isPositive();
        assertThat(onlyMetrics().calls()).isEqualTo(1);
        assertThat(onlyMetrics().failures()).isZero();
        assertThat(onlyMetrics().queued()).isZero();
    }

    @Test
    void aFrameGoesToTheStageWhoseTurnItIs() throws Exception {
        stages.load(stage(1, 1, slice));
        Passed first = new Passed(new DeviceId("camera-0"), other, 1, 2, 3);
        send(new Tensors(1, 5, LONG, List.of(first), Map.of("x", VALUE, "skip", SKIP)));
        Tensors sent = (Tensors) transport.next(NEXT);
        assertThat(sent.passed()).hasSize(2).startsWith(first);
    }

    @Test
    void frameOfAStageThatIsNotLoadedFailsAtTheSinkOfItsGeneration() throws Exception {
        stages.load(stage(1, 1, slice));
        send(1, 6).get(20, TimeUnit.SECONDS);
        assertFailure(6, Cause.NOT_LOADED, "stage 0 of generation 1", "camera-1");
    }

    @Test
    void framesOfAnUnknownGenerationAreDropped() throws Exception {
        send(9, 6).get(20, TimeUnit.SECONDS);
        assertThat(transport.pending(SINK)).isZero();
    }

    @Test
    void inputsThatDoNotFitFail() throws Exception {
        stages.load(stage(1, 0, slice));
        send(frame(1, 1, LONG, Map.of("skip", SKIP)));
        assertFailure(1, Cause.INVALID_INPUT, "'x' is missing");
        send(frame(1, 2, LONG, Map.of("x", SKIP, "skip", SKIP)));
        assertFailure(2, Cause.INVALID_INPUT, "'x' must be FLOAT32[?,2]", "INT8[1]");
        send(frame(1, 3, LONG, Map.of("x", VALUE)));
        assertFailure(3, Cause.INVALID_INPUT, "'skip'");
        assertThat(onlyMetrics().failures()).isEqualTo(3);
    }

    @Test
    void aComputationThatFailsIsTold() throws Exception {
        engine.onCall(inputs -> {
            throw new EngineException("matrices do not fit");
        });
        stages.load(stage(1, 0, slice));
        send(1, 1).get(20, TimeUnit.SECONDS);
        assertFailure(1, Cause.COMPUTATION, "matrices do not fit");
    }

    @Test
    void anEngineThatThrowsAnythingFailsOneRequestOnly() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        engine.onCall(inputs -> {
            if (calls.getAndIncrement() == 0) {
                throw new OutOfMemoryError("none left");
            }
            return Map.of("y", inputs.get("x"));
        });
        stages.load(stage(1, 0, slice));
        send(1, 1);
        assertFailure(1, Cause.COMPUTATION, "none left");
        send(1, 2);
        assertThat(transport.next(NEXT).request()).isEqualTo(2);
    }

    @Test
    void expiredFramesAreNotComputed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        engine.onCall(inputs -> {
            calls.incrementAndGet();
            return Map.of("y", inputs.get("x"));
        });
        stages.load(stage(1, 0, slice));
        send(frame(1, 1, Duration.ofNanos(999), Map.of("x", VALUE, "skip", SKIP)));
        assertFailure(1, Cause.DEADLINE, "deadline");
        assertThat(calls).hasValue(0);
    }

    @Test
    void moreFramesThanMayWaitFail() throws Exception {
        stages = stages(engine, new HangWatch(timer, LONG, LONG), 2, 1L << 30);
        CountDownLatch computing = new CountDownLatch(1);
        engine.onCall(inputs -> {
            computing.countDown();
            return hang(inputs);
        });
        stages.load(stage(1, 0, slice));
        send(1, 1);
        awaitQuietly(computing);
        send(1, 2);
        CompletableFuture<?> waiting = send(1, 3);
        CompletableFuture<?> tooMany = send(1, 4);
        assertFailure(4, Cause.OVERLOADED, "2 requests wait");
        assertThat(tooMany).isCompleted();
        assertThat(waiting).isNotDone();
        assertThat(onlyMetrics().queued()).isEqualTo(2);
    }

    @Test
    void aSlowSuccessorHoldsUpAtMostTwoOutputs() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        engine.onCall(inputs -> {
            calls.incrementAndGet();
            return Map.of("y", inputs.get("x"));
        });
        transport.makeSlow(NEXT);
        stages.load(stage(1, 0, slice));
        List<CompletableFuture<?>> credits = new ArrayList<>();
        for (int request = 1; request <= 4; request++) {
            credits.add(send(1, request));
        }
        credits.get(1).get(20, TimeUnit.SECONDS);
        assertThat(calls).hasValue(2);
        assertThat(credits.get(2)).isNotDone();
        transport.write(NEXT);
        credits.get(2).get(20, TimeUnit.SECONDS);
        assertThat(calls).hasValue(3);
        transport.write(NEXT);
        transport.write(NEXT);
        transport.write(NEXT);
        for (int request = 1; request <= 4; request++) {
            assertThat(transport.next(NEXT).request()).isEqualTo(request);
        }
    }

    @Test
    void aStageThatWaitsForItsSuccessorHoldsUpNoOther() throws Exception {
        transport.makeSlow(NEXT);
        stages.load(stage(1, 0, slice));
        stages.load(
                new LoadStage(2, 0, other, List.of(X), List.of("y"), List.of(), "other:1", SINK, false, PLANNED_BYTES));
        send(1, 1);
        send(1, 2);
        send(1, 3);
        send(2, 4);
        assertThat(transport.next("other:1").request()).isEqualTo(4);
    }

    @Test
    void anUnreachableSuccessorIsTold() throws Exception {
        transport.makeUnreachable(NEXT);
        stages.load(stage(1, 0, slice));
        send(1, 1);
        assertFailure(1, Cause.NEXT_UNREACHABLE, "can't connect to " + NEXT);
        assertThat(onlyMetrics().failures()).isEqualTo(1);
    }

    @Test
    void loadingAgainChangesNothingButTheAddresses() throws Exception {
        stages.load(stage(1, 0, slice));
        assertThat(stages.load(stage(1, 0, slice))).contains("already");
        assertThat(engine.loaded()).isEqualTo(1);
        stages.load(new LoadStage(
                1, 0, slice, List.of(X), List.of("y"), List.of("skip"), "elsewhere:1", "sink:2", false, PLANNED_BYTES));
        send(1, 7);
        assertThat(transport.next("elsewhere:1").request()).isEqualTo(7);
        send(new Tensors(1, 8, LONG, List.of(), Map.of()));
        assertThat(transport.next("sink:2").request()).isEqualTo(8);
    }

    @Test
    void aStageIsNoOtherSlice() throws Exception {
        stages.load(stage(1, 0, slice));
        assertRefused(Refusal.STAGE_CONFLICT, () -> stages.load(stage(1, 0, other)), "stage 0 of generation 1");
    }

    @Test
    void slicesMustFitIntoMemoryTogether() throws Exception {
        stages = stages(engine, new HangWatch(timer, LONG, LONG), 64, TIGHT);
        stages.load(stage(1, 0, slice));
        assertRefused(
                Refusal.MEMORY_EXCEEDED, () -> stages.load(stage(2, 0, slice)), "8388608", "16777215", "--memory");
        stages.unload(1);
        stages.load(stage(2, 0, slice));
    }

    @Test
    void memoryOfASliceThatCouldNotBeLoadedIsFree() throws Exception {
        stages = stages(engine, new HangWatch(timer, LONG, LONG), 64, TIGHT);
        engine.onLoad(() -> {
            throw new EngineException("no model");
        });
        assertRefused(Refusal.LOAD_FAILED, () -> stages.load(stage(1, 0, slice)), "no model");
        engine.onLoad(() -> {});
        stages.load(stage(1, 0, slice));
    }

    @Test
    void aSliceMustTakeAndGiveWhatTheCommandSays() {
        assertRefused(
                Refusal.LOAD_FAILED,
                () -> stages.load(new LoadStage(
                        1, 0, slice, List.of(X), List.of("z"), List.of(), NEXT, SINK, false, PLANNED_BYTES)),
                "[y]",
                "[z]");
        assertRefused(
                Refusal.LOAD_FAILED,
                () -> stages.load(new LoadStage(
                        1, 0, slice, List.of(), List.of("y"), List.of(), NEXT, SINK, false, PLANNED_BYTES)),
                "takes [x");
        assertThat(engine.open()).isZero();
    }

    @Test
    void aSliceThatIsNotThereIsNotLoaded() {
        Digest absent = new Digest("0".repeat(64));
        assertRefused(Refusal.SLICE_MISSING, () -> stages.load(stage(1, 0, absent)), absent.toString());
    }

    @Test
    void anUnloadedGenerationIsFreedAndFenced() throws Exception {
        stages.load(stage(1, 0, slice));
        assertThat(stages.slicesInUse()).containsExactly(slice);
        assertThat(stages.unload(1)).startsWith("1 stages");
        assertThat(engine.open()).isZero();
        assertThat(stages.metrics()).isEmpty();
        assertThat(stages.slicesInUse()).isEmpty();
        assertThat(stages.unload(1)).startsWith("0 stages");
        assertRefused(Refusal.FENCED, () -> stages.load(stage(1, 0, slice)), "generation 1");
        assertRefused(Refusal.FENCED, () -> stages.warm(1, 0), "generation 1");
        send(1, 3);
        assertFailure(3, Cause.NOT_LOADED, "stage 0 of generation 1");
    }

    private void givenThatSlicesAreKept(Duration howLong, long memoryBytes) throws RefusalException {
        keep = howLong;
        stages = stages(engine, new HangWatch(timer, LONG, LONG), 64, memoryBytes);
        stages.load(stage(1, 0, slice));
    }

    @Test
    void aSliceThatIsWantedAgainSoonIsStillLoaded() throws Exception {
        givenThatSlicesAreKept(LONG, PLANNED_BYTES);
        stages.unload(1);
        stages.load(stage(2, 0, slice));
        assertThat(engine.loaded()).isEqualTo(1);
        send(2, 7);
        assertThat(transport.next(NEXT).generation()).isEqualTo(2);
        stages.close();
        assertThat(engine.open()).isZero();
    }

    @Test
    void aSliceThatIsKeptMakesRoomForAnother() throws Exception {
        givenThatSlicesAreKept(LONG, PLANNED_BYTES);
        assertRefused(Refusal.MEMORY_EXCEEDED, () -> stages.load(stage(2, 0, other)), "unload");
        stages.unload(1);
        stages.load(stage(2, 0, other));
        assertThat(engine.open()).isEqualTo(1);
        assertThat(engine.loaded()).isEqualTo(2);
    }

    @Test
    void aSliceIsKeptForAWhileOnly() throws Exception {
        givenThatSlicesAreKept(Duration.ofMillis(1), PLANNED_BYTES);
        stages.unload(1);
        Awaitility.await().until(() -> engine.open() == 0);
        stages.load(stage(2, 0, other));
    }

    @Test
    void aSliceThatFailsIsNotKept() throws Exception {
        givenThatSlicesAreKept(LONG, PLANNED_BYTES);
        engine.onCall(inputs -> {
            throw new EngineException("matrices do not fit");
        });
        send(1, 1);
        assertFailure(1, Cause.COMPUTATION, "matrices do not fit");
        stages.unload(1);
        assertThat(engine.open()).isZero();
    }

    @Test
    void aSliceThatIsKeptMustTakeAndGiveWhatTheCommandSays() throws Exception {
        givenThatSlicesAreKept(LONG, PLANNED_BYTES);
        stages.unload(1);
        assertRefused(
                Refusal.LOAD_FAILED,
                () -> stages.load(new LoadStage(
                        2, 0, slice, List.of(X), List.of("z"), List.of(), NEXT, SINK, false, PLANNED_BYTES)),
                "[z]");
        assertThat(engine.open()).isZero();
    }

    @Test
    void aStageThatIsUnloadedWhileItLoadsIsRefused() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch unloaded = new CountDownLatch(1);
        engine.onLoad(() -> {
            loading.countDown();
            awaitQuietly(unloaded);
        });
        CompletableFuture<RefusalException> load = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(RefusalException.class, () -> stages.load(stage(1, 0, slice))), threads);
        awaitQuietly(loading);
        CompletableFuture<String> unload = CompletableFuture.supplyAsync(() -> stages.unload(1), threads);
        while (!stages.slicesInUse().isEmpty()) {
            Thread.onSpinWait();
        }
        unloaded.countDown();
        assertThat(load.get(20, TimeUnit.SECONDS).code()).isEqualTo(Refusal.FENCED);
        unload.get(20, TimeUnit.SECONDS);
        assertThat(engine.open()).isZero();
    }

    @Test
    void whatWaitsWhenAGenerationIsUnloadedFails() throws Exception {
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        engine.onCall(inputs -> {
            computing.countDown();
            awaitQuietly(goOn);
            return Map.of("y", inputs.get("x"));
        });
        stages.load(stage(1, 0, slice));
        send(1, 1);
        awaitQuietly(computing);
        send(1, 2);
        CompletableFuture<String> unload = CompletableFuture.supplyAsync(() -> stages.unload(1), threads);
        assertFailure(2, Cause.NOT_LOADED, "unloaded");
        goOn.countDown();
        unload.get(20, TimeUnit.SECONDS);
        assertThat(transport.next(NEXT).request()).isEqualTo(1);
    }

    @Test
    void warmingRunsTwice() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        engine.onCall(inputs -> {
            calls.incrementAndGet();
            assertThat(inputs.get("x").shape()).isEqualTo(Shape.of(1, 2));
            return Map.of("y", inputs.get("x"));
        });
        stages.load(stage(1, 0, slice));
        assertThat(stages.warm(1, 0)).contains("stage 0 of generation 1 took", "µs, then");
        assertThat(calls).hasValue(2);
        assertThat(onlyMetrics().calls()).isZero();
    }

    @Test
    void noRequestWaitsForAStageThatIsWarmed() throws Exception {
        CountDownLatch warming = new CountDownLatch(1);
        engine.onCall(inputs -> {
            if (inputs.get("x") != VALUE) {
                warming.countDown();
                awaitQuietly(testEnds);
            }
            return Map.of("y", inputs.get("x"));
        });
        stages.load(stage(1, 0, slice));
        stages.load(stage(2, 0, other));
        threads.submit(() -> stages.warm(2, 0));
        awaitQuietly(warming);
        send(1, 1);
        assertThat(transport.next(NEXT).request()).isEqualTo(1);
    }

    @Test
    void requestsComeInBetweenTheRunsThatMeasureAStage() throws Exception {
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        engine.onCall(inputs -> {
            calls.add(inputs.get("x") == VALUE ? "request" : "sample");
            Awaitility.await().until(() -> turns.waiting() == 1 || calls.size() > 1);
            return Map.of("y", inputs.get("x"));
        });
        stages.load(stage(1, 0, slice));
        stages.load(stage(2, 0, other));
        Future<OperationProfile> profile = threads.submit(() -> stages.profile(2, 0, 2));
        Awaitility.await().until(() -> calls.size() == 1);
        send(1, 1);
        profile.get(20, TimeUnit.SECONDS);
        assertThat(calls).containsExactly("sample", "sample", "request", "sample", "sample");
    }

    @Test
    void measuresWhatTheOperationsOfAStageTake() throws Exception {
        stages.load(stage(1, 0, slice));
        engine.onCall(inputs -> Map.of("y", inputs.get("x")));
        OperationProfile profile = stages.profile(1, 0, 3);
        assertThat(profile.call()).isPositive();
        assertThat(profile.operations()).containsOnlyKeys("y");
        assertThat(onlyMetrics().calls()).isZero();
        assertRefused(Refusal.NOT_LOADED, () -> stages.profile(1, 1, 3), "load it");
    }

    @Test
    void onlyLoadedStagesAreWarmed() {
        assertRefused(Refusal.NOT_LOADED, () -> stages.warm(1, 0), "load it");
    }

    @Test
    void aStageThatFailsOnSamplesIsRefused() throws Exception {
        stages.load(stage(1, 0, slice));
        engine.onCall(inputs -> {
            throw new EngineException("matrices do not fit");
        });
        assertRefused(Refusal.RUN_FAILED, () -> stages.warm(1, 0), "matrices do not fit");
    }

    @Test
    void aCallThatTheEngineEndsAfterItsLimitIsTold() throws Exception {
        engine.onCall(inputs -> {
            throw new EngineException("gave up");
        });
        stages = stages(Duration.ofNanos(1), LONG, engine);
        stages.load(stage(1, 0, slice));
        assertRefused(Refusal.RUN_LIMIT, () -> stages.warm(1, 0), "took too long", "gave up");
        assertRefused(Refusal.RUN_LIMIT, () -> stages.warm(1, 0), "took too long", "gave up");
    }

    @Test
    void aStageOfUnknownRankIsNotWarmed() throws Exception {
        TensorSpec unknown = new TensorSpec("x", ElementType.FLOAT32, PartialShape.UNKNOWN);
        stages = stages(LONG, LONG, new FakeEngine(unknown));
        stages.load(new LoadStage(
                1, 0, slice, List.of(unknown), List.of("y"), List.of(), NEXT, SINK, false, PLANNED_BYTES));
        assertThat(stages.warm(1, 0)).contains("not warmed", "rank");
    }

    @Test
    void aCallThatHangsIsGivenUpAndHoldsUpNoOtherStage() throws Exception {
        stages = stages(Duration.ofMillis(50), Duration.ZERO, engine);
        stages.load(stage(1, 0, slice));
        stages.load(stage(2, 0, other));
        engine.onCall(this::hang);
        assertRefused(Refusal.RUN_LIMIT, () -> stages.warm(1, 0), "stuck", "restart the agent");
        engine.onCall(inputs -> Map.of("y", inputs.get("x")));
        send(1, 1);
        assertFailure(1, Cause.COMPUTATION, "stuck");
        send(2, 2);
        assertThat(transport.next(NEXT).request()).isEqualTo(2);
        assertRefused(Refusal.RUN_LIMIT, () -> stages.load(stage(1, 0, slice)), "stuck");
    }

    @Test
    void requestsBehindOneThatHangsFail() throws Exception {
        stages = stages(Duration.ofMillis(200), Duration.ZERO, engine);
        CountDownLatch computing = new CountDownLatch(1);
        engine.onCall(inputs -> {
            computing.countDown();
            return hang(inputs);
        });
        stages.load(stage(1, 0, slice));
        send(1, 1);
        awaitQuietly(computing);
        send(1, 2);
        assertFailure(1, Cause.COMPUTATION, "stuck");
        assertFailure(2, Cause.COMPUTATION, "stuck");
    }
}
