package hewn.agent.emulation;

import java.util.OptionalLong;

/** A clock that a test moves; awaiting a moment moves it there. */
final class HandClock implements EmulationClock {
    private boolean hasProcessorTime;
    private long processorNanos = 1;
    private long now = Long.MAX_VALUE - 10; // it overflows, as the real one may

    void pass(long nanos) {
        now += nanos;
    }

    /** Lets some time pass in which this process has the processor. */
    void compute(long nanos) {
        hasProcessorTime = true;
        processorNanos += nanos;
        pass(nanos);
    }

    @Override
    public OptionalLong processorNanos() {
        return hasProcessorTime ? OptionalLong.of(processorNanos) : OptionalLong.empty();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void await(long moment) {
        now += Math.max(0, moment - now);
    }
}
