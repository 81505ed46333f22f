package hewn.agent.emulation;

import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Tells and awaits moments. */
interface EmulationClock {
    /** The clock of this machine. It waits by a timer, which takes no processor time. */
    EmulationClock SYSTEM = new EmulationClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void await(long moment) {
            long left = moment - nanoTime();
            while (left > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, left);
                left = moment - nanoTime();
            }
        }

        @Override
        public OptionalLong processorNanos() {
            return ProcessorTime.OF_PROCESS.nanos();
        }
    };

    /** Nanoseconds since some moment, as {@link System#nanoTime} has them. */
    long nanoTime();

    /**
     * Waits until a moment has come, or the thread is interrupted, which it stays.
     *
     * @param moment by {@link #nanoTime}
     */
    void await(long moment);

    /** The processor time of all threads of this process in nanoseconds, or nothing where the system does not tell. */
    OptionalLong processorNanos();
}
