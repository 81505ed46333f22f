package hewn.agent.emulation;

import hewn.agent.BrokerAddress;
import hewn.agent.StartException;
import hewn.fleet.FleetSnapshot;
import hewn.placement.json.FleetFile;
import hewn.placement.json.PlacementFileException;
import hewn.program.FileFault;
import hewn.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The options of the command line. Its fields are set by picocli.
 */
@Command(
        name = "hewn-emulator",
        description = "Emulates all devices of a cluster on this machine. SIGTERM ends it.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class EmulatorOptions {
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE})";

    @Option(names = "--cluster", required = true, paramLabel = "FILE", description = "the devices and links, as JSON")
    private Path cluster;

    @Option(
            names = "--broker",
            required = true,
            paramLabel = "URI",
            description = "the MQTT broker, such as mqtt://127.0.0.1:1883")
    private BrokerAddress broker;

    @Option(names = "--site", paramLabel = "S", defaultValue = "default", description = "the site" + DEFAULT)
    private Topics site;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "where all devices keep their slices")
    private Path data;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "where to say every second, as JSON, how true the emulated times are")
    private Optional<Path> report;

    FleetSnapshot cluster() throws StartException {
        try {
            return FleetFile.read(Files.readAllBytes(cluster));
        } catch (IOException unreadable) {
            throw new StartException("can't read the cluster: " + FileFault.ofReading(unreadable), unreadable);
        } catch (PlacementFileException unfit) {
            throw new StartException(cluster + ": " + unfit.getMessage() + "; " + unfit.remedy(), unfit);
        }
    }

    Emulator.Site site() {
        return new Emulator.Site(broker, site, data.toAbsolutePath());
    }

    Optional<Path> report() {
        return report;
    }
}
