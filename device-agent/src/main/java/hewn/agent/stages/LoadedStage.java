package hewn.agent.stages;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.inference.EngineException;
import hewn.inference.OperationProfile;
import hewn.inference.ProfileRuns;
import hewn.inference.SampleInputs;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceMetrics.StageMetrics;
import hewn.wire.Frame;
import hewn.wire.Frame.Cause;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A slice in memory, with its queue, its thread and its way out. Safe for use by several threads.
 */
final class LoadedStage {
    private static final long SEED = 1;

    private final Parts parts;
    private final StageSetting setting;
    private final FailureSinks sinks;
    private final StageStatistics statistics = new StageStatistics();
    private final CallQueue calls;
    private final Outlet outlet;
    private final StageRunner runner;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * A slice and what belongs to it.
     *
     * @param spec the command that loaded it
     * @param runner the slice
     * @param memory what it takes
     */
    record Parts(LoadStage spec, SliceRunner runner, MemoryBudget.Reservation memory) {
        StageKey key() {
            return new StageKey(spec.generation(), spec.stage());
        }

        /** Whether another command would load the same into as much memory. */
        boolean isLoadedAs(LoadStage other) {
            return spec.slice().equals(other.slice())
                    && spec.strict() == other.strict()
                    && spec.memoryBytes() == other.memoryBytes();
        }

        /** The same slice as another stage. */
        Parts as(LoadStage other) {
            return new Parts(other, runner, memory);
        }

        void close() {
            runner.close();
            memory.close();
        }
    }

    LoadedStage(Parts parts, StageSetting setting, FailureSinks sinks) {
        this.parts = parts;
        this.setting = setting;
        this.sinks = sinks;
        this.calls = new CallQueue(setting.queueFrames());
        this.outlet = new Outlet(setting.transport(), parts.spec().next(), this::tellLost);
        this.runner = new StageRunner(parts, setting, calls, outlet);
    }

    /** Begins to compute. */
    LoadedStage start() {
        Thread thread = new Thread(
                this::live,
                "stage-" + parts.spec().generation() + "-" + parts.spec().stage());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void live() {
        try {
            runner.run();
            outlet.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            freeOrKeep();
            ended.complete(null);
        }
    }

    /** One that fails is loaded anew if it is wanted again. */
    private void freeOrKeep() {
        if (isStuck() || statistics.failures() > 0) {
            parts.close();
        } else {
            setting.kept().keep(parts);
        }
    }

    LoadStage spec() {
        return parts.spec();
    }

    StageStatistics statistics() {
        return statistics;
    }

    boolean isStuck() {
        return runner.isStuck();
    }

    /** Takes a frame; completes when its sender may send another in its place. */
    CompletionStage<?> accept(Frame.Tensors frame, long receiveNanos) {
        long now = setting.nanoClock().getAsLong();
        FrameCall call = new FrameCall(frame, receiveNanos, now, setting.device(), this);
        offer(call);
        return call.done();
    }

    /** Whether sample inputs can be made. */
    boolean hasSamples() {
        return spec().inputs().stream()
                .noneMatch(input -> input.shape().dimensions().isEmpty());
    }

    private Map<String, Tensor> samples() {
        return new SampleInputs(new Random(SEED)).of(spec().inputs(), 1);
    }

    /** Measures beside the queue, each run in a turn of its own, so that it takes no more of the device than requests. */
    OperationProfile profile(int runs) throws RefusalException {
        if (!hasSamples()) {
            throw new RefusalException(Refusal.RUN_FAILED, parts.key() + " has an input of unknown rank: no samples");
        }
        try {
            ProfileRuns measured = new ProfileRuns(parts.runner(), samples());
            for (int run = 0; run < runs; run++) {
                runInTurn(measured);
            }
            return measured.medians();
        } catch (EngineException failed) {
            throw new RefusalException(Refusal.RUN_FAILED, parts.key() + ": " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RefusalException(Refusal.RUN_FAILED, "the agent stops");
        }
    }

    private void runInTurn(ProfileRuns measured) throws EngineException, InterruptedException {
        ComputeTurns.Turn turn = setting.turns().take();
        try {
            measured.runOnce();
        } finally {
            turn.close();
        }
    }

    /** Computes once with sample inputs, and waits for it. */
    StageCall.Times warm() throws RefusalException {
        WarmCall call = new WarmCall(samples(), setting.nanoClock().getAsLong());
        offer(call);
        return call.await();
    }

    private void offer(StageCall call) {
        switch (calls.offer(call)) {
            case QUEUED -> {}
            case FULL ->
                call.fail(
                        Cause.OVERLOADED,
                        calls.capacity() + " requests wait for " + parts.key() + " already; send fewer at a time");
            case CLOSED ->
                call.fail(
                        isStuck() ? Cause.COMPUTATION : Cause.NOT_LOADED,
                        parts.key() + (isStuck() ? " is stuck; restart the agent" : " is being unloaded"));
        }
    }

    /** Sends outputs to the next stage. */
    void handOn(Frame.Tensors frame) {
        outlet.send(frame);
    }

    /** Sends a failure to the dispatcher. */
    void tell(Frame.Failure failure) {
        sinks.send(failure);
    }

    private void tellLost(Frame.Tensors frame, String why) {
        statistics.lost();
        tell(new Frame.Failure(
                frame.generation(), frame.request(), setting.device(), Cause.NEXT_UNREACHABLE, String.valueOf(why)));
    }

    /** Hands outputs on to another address from now on, if it differs. */
    void reroute(String next) throws RefusalException {
        if (isStuck()) {
            throw new RefusalException(
                    Refusal.RUN_LIMIT, parts.key() + " is stuck in a call that does not end; restart the agent");
        }
        outlet.reroute(next);
    }

    StageMetrics metrics() {
        return new StageMetrics(
                parts.spec().generation(),
                parts.spec().slice(),
                statistics.calls(),
                statistics.failures(),
                calls.size(),
                statistics.medianMicros(),
                statistics.sampleMicros());
    }

    /** Fails what waits, and ends after the call under way; completes when all is freed. */
    CompletionStage<Void> close(String reason) {
        calls.close().forEach(call -> call.fail(Cause.NOT_LOADED, parts.key() + " " + reason));
        return ended;
    }
}
