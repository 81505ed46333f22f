package hewn.itests.chaos;

import hewn.itests.chaos.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How a run is to be.
 *
 * @param seed decides on the faults
 * @param length for how long faults are injected; the last one may end later
 * @param devices how many there are
 * @param separateBroker whether the broker is a process of its own, which can be killed
 * @param kinds which faults are wanted
 * @param folder for the history, the schedule, and all that the processes keep and say
 */
public record ChaosOptions(
        long seed, Duration length, int devices, boolean separateBroker, Set<FaultKind> kinds, Path folder) {}
