package hewn.itests.chaos.study;

import hewn.itests.chaos.LoadedSite;
import hewn.itests.chaos.history.Event;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A span of time under load.
 *
 * @param from when it began, in milliseconds by the clock of the history
 * @param to when it ended
 * @param cpu what gateway, devices and clients computed meanwhile
 */
record Phase(long from, long to, Duration cpu) {
    /** What is done meanwhile. */
    interface Work {
        void run() throws Exception;
    }

    static Phase of(LoadedSite loaded, Work work) throws Exception {
        Duration before = cpu(loaded);
        long from = loaded.clock().millis();
        work.run();
        return new Phase(from, loaded.clock().millis(), cpu(loaded).minus(before));
    }

    private static Duration cpu(LoadedSite loaded) {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        loaded.site().pids().values().stream().flatMap(pid -> ProcessHandle.of(pid).stream()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    Latencies latencies(List<Event> history) {
        return Latencies.of(history, from, to);
    }

    /** How many cores were busy, on average. */
    static double cores(List<Phase> phases) {
        double busy = phases.stream().mapToDouble(phase -> phase.cpu.toMillis()).sum();
        return busy / phases.stream().mapToLong(phase -> phase.to - phase.from).sum();
    }
}
