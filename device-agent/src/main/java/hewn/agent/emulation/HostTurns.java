package hewn.agent.emulation;

import hewn.inference.EngineException;
import java.util.concurrent.Semaphore;

/**
 * Lets as many emulated devices compute at a time as the host has cores, so that each takes no longer than it would
 * alone. Turns are given in the order in which they were asked for.
 */
final class HostTurns {
    private final int cores;
    private final Semaphore permits;

    /**
     * Turns of a host.
     *
     * @param cores of the host, each for one computation at a time
     */
    HostTurns(int cores) {
        if (cores < 1) {
            throw new IllegalArgumentException("a host has at least 1 core, but got " + cores);
        }
        this.cores = cores;
        this.permits = new Semaphore(cores, true);
    }

    /** Computes once a core is free. */
    <T> T one(Computation<T> computation) throws EngineException {
        return with(1, computation);
    }

    /** Computes once nothing else does. */
    <T> T alone(Computation<T> computation) throws EngineException {
        return with(cores, computation);
    }

    /** Engines can't be interrupted, so nothing is lost by not hearing it here. */
    private <T> T with(int count, Computation<T> computation) throws EngineException {
        permits.acquireUninterruptibly(count);
        try {
            return computation.run();
        } finally {
            permits.release(count);
        }
    }

    /** What takes a turn. */
    @FunctionalInterface
    interface Computation<T> {
        T run() throws EngineException;
    }
}
