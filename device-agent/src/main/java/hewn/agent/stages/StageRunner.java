package hewn.agent.stages;

import hewn.inference.EngineException;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.wire.Frame.Cause;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the calls of one stage, one after another: waits for room in the way out, for a call, and for its turn.
 */
final class StageRunner implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

    private final String name;
    private final SliceRunner slice;
    private final CallQueue calls;
    private final Outlet outlet;
    private final ComputeTurns turns;
    private final HangWatch watch;
    private final LongSupplier nanoClock;
    private volatile boolean stuck;

    StageRunner(LoadedStage.Parts parts, StageSetting setting, CallQueue calls, Outlet outlet) {
        this.name = parts.key().toString();
        this.slice = parts.runner();
        this.calls = calls;
        this.outlet = outlet;
        this.turns = setting.turns();
        this.watch = setting.watch();
        this.nanoClock = setting.nanoClock();
    }

    /** Whether a call hangs, or did for longer than a call may. */
    boolean isStuck() {
        return stuck;
    }

    @Override
    public void run() {
        try {
            outlet.awaitRoom();
            for (Optional<StageCall> call = calls.take(); call.isPresent(); call = calls.take()) {
                answer(call.get());
                outlet.awaitRoom();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} was interrupted", name, stopped);
            Thread.currentThread().interrupt();
        }
    }

    private void answer(StageCall call) throws InterruptedException {
        Optional<String> misfit = call.misfit();
        if (misfit.isPresent()) {
            call.fail(Cause.INVALID_INPUT, misfit.get());
            return;
        }
        ComputeTurns.Turn turn = call.takesTurn() ? turns.take() : ComputeTurns.Turn.none();
        HangWatch.Watched watched = watch.begin(() -> giveUp(call, turn));
        try {
            compute(call, turn);
        } catch (RuntimeException | Error fault) {
            // The engine is foreign code down to native libraries: whatever it throws is this call's failure alone.
            LOG.error("{} failed unexpectedly", name, fault);
            call.fail(Cause.COMPUTATION, name + " failed: " + fault + "; see the log of the device");
        } finally {
            watched.close();
            turn.close();
        }
    }

    private void compute(StageCall call, ComputeTurns.Turn turn) {
        long start = nanoClock.getAsLong();
        if (call.isExpired(start)) {
            call.fail(Cause.DEADLINE, "the deadline passed before " + name + " could begin; allow more time");
            return;
        }
        try {
            Map<String, Tensor> outputs = slice.run(call.inputs());
            long end = nanoClock.getAsLong();
            turn.close();
            finish(call, outputs, new StageCall.Times(start, end));
        } catch (EngineException failed) {
            fail(call, failed, nanoClock.getAsLong() - start);
        }
    }

    private void finish(StageCall call, Map<String, Tensor> outputs, StageCall.Times times) {
        if (call.isExpired(times.endNanos())) {
            call.fail(Cause.DEADLINE, "the deadline passed while " + name + " computed; allow more time");
        } else {
            call.succeed(outputs, times);
        }
    }

    private void fail(StageCall call, EngineException why, long tookNanos) {
        if (tookNanos >= watch.engineLimit().toNanos()) {
            call.exceed(name + " took too long: " + why.getMessage());
        } else {
            call.fail(Cause.COMPUTATION, name + " failed: " + why.getMessage());
        }
    }

    private void giveUp(StageCall call, ComputeTurns.Turn turn) {
        stuck = true;
        String message = name + " is stuck: a call did not end within "
                + watch.limit().toMillis() + " ms and can't be ended; restart the agent to free what it holds";
        LOG.error("{}; the other stages go on", message);
        turn.close();
        call.exceed(message);
        calls.close().forEach(waiting -> waiting.fail(Cause.COMPUTATION, message));
    }
}
