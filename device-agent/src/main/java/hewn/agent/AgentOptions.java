package hewn.agent;

import com.sun.management.OperatingSystemMXBean;
import hewn.agent.report.Hardware;
import hewn.fleet.DeviceId;
import hewn.program.FileFault;
import hewn.program.ParentProcess;
import hewn.wire.ControlConnection.Credentials;
import hewn.wire.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The options of the command line. Its fields are set by picocli.
 */
@Command(
        name = "hewn-agent",
        description = "Runs slices of models on this device, as the gateway says. SIGTERM ends it.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = AgentVersion.class,
        usageHelpAutoWidth = true)
final class AgentOptions {
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE})";

    @Option(
            names = "--broker",
            required = true,
            paramLabel = "URI",
            description = "the MQTT broker, such as mqtt://192.168.1.10:1883, or mqtts:// with TLS")
    private BrokerAddress broker;

    @Option(
            names = "--id",
            required = true,
            paramLabel = "ID",
            description = "what this device is called, unique in its site: letters, digits, _ - .")
    private DeviceId id;

    @Option(names = "--site", paramLabel = "S", defaultValue = "default", description = "the site" + DEFAULT)
    private Topics site;

    @Option(names = "--data", paramLabel = "DIR", description = "where slices are kept (default: data/agents/ID)")
    private Optional<Path> data;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "what slices may take together, such as 512MiB (default: half of what the machine has)")
    private Optional<ByteSize> memory;

    @Option(
            names = "--listen",
            paramLabel = "HOST[:PORT]",
            defaultValue = "127.0.0.1",
            description = "where to take tensors; 0.0.0.0 for every network; any free port if none is given" + DEFAULT)
    private ListenAddress listen;

    @Option(
            names = "--advertise",
            paramLabel = "HOST",
            description = "the host that others send tensors to (default: the one that --listen binds, or that the"
                    + " broker is reached from)")
    private Optional<String> advertise;

    @Option(names = "--cores", paramLabel = "N", description = "how many cores slices may use (default: all)")
    private Optional<Integer> cores;

    @Option(
            names = "--compute",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many slices may compute at a time" + DEFAULT)
    private int atATime;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "64",
            description = "how many requests may wait for each stage" + DEFAULT)
    private int queue;

    @Option(
            names = "--run-limit",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "after which a computation is given up" + DEFAULT)
    private Duration runLimit;

    @Option(
            names = "--memory-factor",
            paramLabel = "F",
            defaultValue = "1",
            description = "how many bytes of --memory a byte that a slice was planned with counts for" + DEFAULT)
    private double memoryFactor;

    @Option(
            names = "--metrics",
            paramLabel = "TIME",
            defaultValue = "3s",
            description = "how often to report metrics" + DEFAULT)
    private Duration metrics;

    @Option(names = "--type", paramLabel = "TEXT", description = "what hardware this is (default: as the system tells)")
    private Optional<String> type;

    @Option(names = "--user", paramLabel = "NAME", description = "the user for the broker; needs --password-file")
    private Optional<String> user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "a file that holds the password for the broker, and nothing else")
    private Optional<Path> passwordFile;

    @Option(names = "--parent", hidden = true, paramLabel = "PID", description = "end when this process has ended")
    private void endWith(long pid) {
        ParentProcess.endWith(pid);
    }

    /** What the options mean. */
    AgentSettings settings() throws StartException {
        try {
            return new AgentSettings(
                    new DeviceName(id, "with --id"),
                    site,
                    new AgentSettings.Network(broker, credentials(), listen, advertise),
                    data.orElse(Path.of("data", "agents", id.value())).toAbsolutePath(),
                    compute(),
                    metrics);
        } catch (IllegalArgumentException invalid) {
            throw new StartException(invalid.getMessage(), invalid);
        }
    }

    private AgentSettings.Compute compute() {
        int usable = cores.orElse(Runtime.getRuntime().availableProcessors());
        String hardware = type.orElseGet(
                () -> new Hardware(Path.of("/")).model() + ", " + usable + (usable == 1 ? " core" : " cores"));
        long memoryBytes = memory.map(ByteSize::bytes).orElseGet(AgentOptions::halfOfTheMachine);
        return new AgentSettings.Compute(hardware, usable, memoryBytes, memoryFactor, atATime, queue, runLimit);
    }

    private static long halfOfTheMachine() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 2;
    }

    private Optional<Credentials> credentials() throws StartException {
        if (user.isPresent() != passwordFile.isPresent()) {
            throw new StartException("--user and --password-file are given together or not at all");
        }
        if (user.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Credentials(
                    user.get(), Files.readString(passwordFile.get()).strip()));
        } catch (IOException unreadable) {
            throw new StartException(
                    "can't read the password: " + FileFault.ofReading(unreadable)
                            + "; name the file that holds it with --password-file",
                    unreadable);
        }
    }
}
