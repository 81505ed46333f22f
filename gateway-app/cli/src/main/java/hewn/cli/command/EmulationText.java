package hewn.cli.command;

import hewn.cli.emulation.Cluster;
import hewn.cli.emulation.EmulationReport;
import hewn.cli.emulation.EmulationReport.Figures;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import hewn.fleet.Device;
import java.util.Locale;
import java.util.stream.Collectors;

/** An emulated cluster beside the machine that emulates it, for people. */
record EmulationText(Cluster cluster, double hostFlopsPerSecond, int hostCores) {
    @Override
    public String toString() {
        Table<Device> table = Table.of(cluster.fleet().devices())
                .words("DEVICE", Device::id)
                .words("TYPE", Device::type)
                .figures("MEMORY", device -> Quantity.bytes(device.memoryBytes()))
                .figures("SPEED", device -> Quantity.flops(device.flopsPerSecond()) + "/s")
                .figures("SLOWER THAN A CORE HERE", this::slowdown);
        return table + System.lineSeparator() + demand() + tooFast();
    }

    private String slowdown(Device device) {
        return String.format(Locale.ROOT, "%.1f ×", hostFlopsPerSecond / device.flopsPerSecond());
    }

    private String demand() {
        return String.format(
                Locale.ROOT,
                "one core here computes %s/s; all devices at the same time would take %.0f %% of the %d cores",
                Quantity.flops(hostFlopsPerSecond),
                100 * cluster.flopsPerSecond() / (hostFlopsPerSecond * hostCores),
                hostCores);
    }

    private String tooFast() {
        String names = cluster.fleet().devices().stream()
                .filter(device -> device.flopsPerSecond() > hostFlopsPerSecond)
                .map(device -> device.id().value())
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? ""
                : System.lineSeparator() + "faster than a core here, so never as fast as stated: " + names;
    }

    /** What is to be known of figures that were measured meanwhile. */
    static String verdict(EmulationReport meanwhile) {
        return meanwhile.isTrue()
                ? "emulated times are true: " + computing(meanwhile.computing())
                : "the host is too busy for true figures: " + computing(meanwhile.computing()) + "; "
                        + transfers(meanwhile.transfers());
    }

    private static String computing(Figures figures) {
        return String.format(
                Locale.ROOT,
                "%d of %d computations were late, and all together took %.1f %% too long",
                figures.late(),
                figures.count(),
                100 * figures.excess());
    }

    private static String transfers(Figures figures) {
        return String.format(
                Locale.ROOT,
                "what was sent came %s too late in the mean, %s at worst",
                Quantity.seconds(figures.meanOverdueSeconds()),
                Quantity.seconds(figures.worstSeconds()));
    }
}
