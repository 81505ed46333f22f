package hewn.agent.emulation;

import hewn.agent.AgentParts;
import hewn.inference.EngineException;

/**
 * Measures one core of this machine, in the way in which an agent measures its device.
 *
 * @param speed measures once
 */
record HostSpeed(AgentParts.Speed speed) {
    private static final int TRIALS = 25;

    /**
     * Measures some times.
     *
     * @return the best, since whatever else the machine does only makes it slower; in FLOP/s
     * @throws EngineException if the engine does not run here
     */
    double best() throws EngineException {
        double best = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            best = Math.max(best, speed.flopsPerSecond());
        }
        return best;
    }
}
