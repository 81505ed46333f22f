package hewn.agent.emulation;

import hewn.inference.EngineException;

/**
 * A computation of known size, to compare slices with: a machine's speed changes from moment to moment, but it changes for
 * both.
 */
interface Yardstick {
    /** The floating-point operations of one run. */
    double flops();

    /** Computes once. */
    void run() throws EngineException;
}
