package hewn.agent.emulation;

/**
 * The machine that emulates.
 *
 * @param flopsPerSecond what one of its cores computes
 * @param turns its cores
 * @param clock its time
 * @param computing counts computations that ended too late
 */
record Host(double flopsPerSecond, HostTurns turns, EmulationClock clock, Punctuality computing) {
    /**
     * Validates the speed.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    Host {
        if (!(flopsPerSecond > 0)) {
            throw new IllegalArgumentException("the host's speed must be positive, but is " + flopsPerSecond);
        }
    }

    /**
     * How much longer a device takes than one core of this machine.
     *
     * @param deviceFlopsPerSecond the device's speed
     * @return less than 1 for a device that is faster
     */
    double slowdown(double deviceFlopsPerSecond) {
        return flopsPerSecond / deviceFlopsPerSecond;
    }
}
