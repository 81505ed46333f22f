package hewn.agent.emulation;

import hewn.agent.emulation.punctuality.Punctuality;
import hewn.inference.EngineException;
import java.util.Arrays;

/**
 * The machine that emulates.
 *
 * @param yardstick what it is compared with devices by
 * @param turns its cores
 * @param clock its time
 * @param computing counts computations that ended too late
 */
record Host(Yardstick yardstick, HostTurns turns, EmulationClock clock, Punctuality computing) {
    private static final int PAIRS = 5;

    /**
     * What one core computes just now.
     *
     * @return in FLOP/s
     * @throws EngineException if the engine fails
     */
    double flopsPerSecond() throws EngineException {
        return yardstick.flops() * 1e9 / new LeastTime(clock).nanos(yardstick::run);
    }

    /**
     * How large a computation is: what the yardstick computes while this does. Both are timed in turns, so that what makes
     * the machine slow for a while makes neither larger; what counts is the median.
     *
     * @param computation to be compared
     * @return in FLOPs
     * @throws EngineException if the engine fails
     */
    double flops(LeastTime.Computation computation) throws EngineException {
        LeastTime least = new LeastTime(clock);
        double[] sizes = new double[PAIRS];
        for (int pair = 0; pair < sizes.length; pair++) {
            double speed = flopsPerSecond();
            sizes[pair] = speed * least.nanos(computation) / 1e9;
        }
        Arrays.sort(sizes);
        return sizes[sizes.length / 2];
    }
}
