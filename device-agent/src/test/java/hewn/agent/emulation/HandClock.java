package hewn.agent.emulation;

/** A clock that a test moves; awaiting a moment moves it there. */
final class HandClock implements EmulationClock {
    private long now = Long.MAX_VALUE - 10; // it overflows, as the real one may

    void pass(long nanos) {
        now += nanos;
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
