package hewn.agent.stages;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a bounded number of stages compute for requests at a time, in the order in which they asked, so that a device
 * behaves like one machine however many stages it has. One that is warmed computes beside them.
 */
public final class ComputeTurns {
    private final Semaphore permits;

    /**
     * Turns for a device.
     *
     * @param atATime how many may compute at a time, at least 1
     */
    public ComputeTurns(int atATime) {
        if (atATime < 1) {
            throw new IllegalArgumentException("at least 1 stage must be able to compute, but got " + atATime);
        }
        this.permits = new Semaphore(atATime, true);
    }

    /** Waits for a turn. */
    Turn take() throws InterruptedException {
        permits.acquire();
        return new Turn(permits);
    }

    /** How many wait for a turn. */
    int waiting() {
        return permits.getQueueLength();
    }

    /** A turn, which ends once, be it by its owner or by who gave its owner up. */
    static final class Turn implements AutoCloseable {
        private final Semaphore permits;
        private final AtomicBoolean ended = new AtomicBoolean();

        /** The turn of who waits for nobody, and whom nobody waits for. */
        static Turn none() {
            return new Turn(new Semaphore(0));
        }

        private Turn(Semaphore permits) {
            this.permits = permits;
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                permits.release();
            }
        }
    }
}
