package hewn.itests.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How a run is to be.
 *
 * @param seed decides on the faults
 * @param length for how long faults are injected; the last one may end later
 * @param devices how many there are
 * @param separateBroker whether the broker is a process of its own, which can be killed
 * @param kinds tells by its name whether a kind of fault is wanted
 * @param folder for the history, the schedule, and all that the processes keep and say
 */
public record ChaosOptions(
        long seed, Duration length, int devices, boolean separateBroker, Predicate<String> kinds, Path folder) {}
