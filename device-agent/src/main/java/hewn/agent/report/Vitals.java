package hewn.agent.report;

import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceMetrics.StageMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gathers how a device fares.
 */
public final class Vitals {
    private final String session;
    private final Clock clock;
    private final Instant start;
    private final CpuLoad cpu;
    private final Hardware hardware;
    private final LongSupplier diskFreeBytes;
    private final Supplier<List<StageMetrics>> stages;

    /**
     * The vitals of a process that has just begun.
     *
     * @param session names the process
     * @param clock tells its uptime
     * @param cpu its load
     * @param hardware its memory
     * @param diskFreeBytes what is left where slices are kept
     * @param stages what is loaded
     */
    public Vitals(
            String session,
            Clock clock,
            CpuLoad cpu,
            Hardware hardware,
            LongSupplier diskFreeBytes,
            Supplier<List<StageMetrics>> stages) {
        this.session = session;
        this.clock = clock;
        this.start = clock.instant();
        this.cpu = cpu;
        this.hardware = hardware;
        this.diskFreeBytes = diskFreeBytes;
        this.stages = stages;
    }

    /**
     * How it fares now.
     *
     * @return the figures
     */
    public DeviceMetrics now() {
        return new DeviceMetrics(
                session,
                Duration.between(start, clock.instant()).toSeconds(),
                cpu.sinceLast(),
                hardware.residentBytes(),
                diskFreeBytes.getAsLong(),
                stages.get());
    }
}
