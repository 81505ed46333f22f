package hewn.cli.emulation;

import hewn.cli.CliException;
import hewn.cli.api.GatewayClient;
import hewn.cli.demo.DemoSite;
import java.nio.file.Path;
import java.util.List;

/**
 * The devices of a cluster, emulated by one process of a site on this machine.
 *
 * @param site which ends the process when it is closed
 * @param cluster the devices and links
 * @param reports where the emulator says how true it is
 */
public record EmulatedSite(DemoSite site, Cluster cluster, Path reports) {
    /**
     * Starts the devices and waits until all of them are online.
     *
     * @param client of the gateway
     * @throws CliException if the emulator does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public void start(GatewayClient client) throws CliException, InterruptedException {
        List<String> options = List.of(
                "--cluster",
                cluster.file().toString(),
                "--site",
                client.status().site(),
                "--report",
                reports.toString());
        site.startEmulator(options, cluster.ids(), client);
    }

    /**
     * How true the emulation was so far.
     *
     * @return the figures since its start
     * @throws CliException if the emulator has not reported yet
     */
    public EmulationReport report() throws CliException {
        return EmulationReport.read(reports);
    }
}
