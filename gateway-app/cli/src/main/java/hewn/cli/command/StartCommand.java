package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.Gateway;
import hewn.cli.api.GatewayClient;
import hewn.cli.launch.Address;
import hewn.cli.launch.FelixLauncher;
import hewn.cli.launch.GatewaySettings;
import hewn.cli.launch.ReadyNotice;
import hewn.program.ParentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hewn start}: a gateway in the foreground. */
@Command(
        name = "start",
        description = "Starts a gateway in the foreground. SIGTERM and Ctrl-C stop it.",
        footer = {
            "",
            "Everything listens on this machine alone until told otherwise.",
            "",
            "Examples:",
            "  hewn start",
            "  hewn start --data /var/lib/hewn --http 0.0.0.0:8080 --mqtt 0.0.0.0:1883 --tensors 0.0.0.0:7000",
            "  hewn start --broker mqtt://broker.example:1883",
            "  HEWN_MQTT_PASSWORD=... hewn start --broker mqtts://broker.example:8883 --mqtt-user hewn"
        })
final class StartCommand implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "What the gateway keeps (default: HEWN_DATA, or the distribution's data folder).")
    private Optional<Path> data;

    @Option(
            names = "--load",
            paramLabel = "DIR",
            description =
                    "Where strategies are dropped (default: HEWN_LOAD, or the distribution's load folder). One that does not"
                            + " exist yet is made with those that come with the distribution.")
    private Optional<Path> load;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "A folder of NAME/VERSION/, whose models are deployed as they appear (default: HEWN_MODELS, or"
                            + " model-folder in the data folder).")
    private Optional<Path> models;

    @Option(
            names = "--site",
            paramLabel = "S",
            defaultValue = "default",
            description = "The name of the site (default: ${DEFAULT-VALUE}).")
    private String site;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8080",
            converter = AddressConverter.class,
            description = "Where the HTTP interface listens (default: ${DEFAULT-VALUE}).")
    private Address http;

    @Option(
            names = "--mqtt",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:1883",
            converter = AddressConverter.class,
            description = "Where the gateway's own broker listens (default: ${DEFAULT-VALUE}).")
    private Address mqtt;

    @Option(
            names = "--tensors",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            converter = AddressConverter.class,
            description =
                    "Where tensors come back from the devices; port 0 is any free one (default: ${DEFAULT-VALUE}).")
    private Address tensors;

    @Option(
            names = "--broker",
            paramLabel = "URI",
            converter = BrokerConverter.class,
            description = "Another MQTT 5 broker to use instead of the gateway's own, such as mqtt://10.0.0.2:1883.")
    private Optional<String> broker;

    @Option(
            names = "--mqtt-user",
            paramLabel = "NAME",
            description = "Who the gateway is to that broker; the password is taken from the environment variable "
                    + GatewaySettings.BROKER_PASSWORD + ".")
    private Optional<String> brokerUser;

    @Option(
            names = "--mqtt-ca",
            paramLabel = "FILE",
            description = "The certificates (PEM) that vouch for that broker at mqtts:// (default: those that Java"
                    + " trusts).")
    private Optional<Path> brokerAuthorities;

    @Option(
            names = "--advertise",
            paramLabel = "HOST",
            description = "The host by which devices reach the gateway, if it is not the one that it binds"
                    + " (default with 0.0.0.0: an address of this machine).")
    private Optional<String> advertised;

    @Option(names = "--parent", hidden = true, paramLabel = "PID", description = "End when this process has ended.")
    private Optional<Long> parent;

    @Override
    public Integer call() throws CliException {
        requireSite(site);
        parent.ifPresent(ParentProcess::endWith);
        Home home = Home.find();
        FelixLauncher launcher = new FelixLauncher(home);
        GatewaySettings settings = launcher.prepare(new GatewaySettings(
                data.orElseGet(home::defaultData),
                load.orElseGet(home::defaultLoad),
                models.or(home::givenModels),
                site,
                http,
                mqtt,
                tensors,
                broker,
                requirePassword(brokerUser),
                requireFile(brokerAuthorities),
                advertised));
        announce(settings, Output.of(spec));
        launcher.run(settings);
        return ExitStatus.OK;
    }

    private static Optional<String> requirePassword(Optional<String> user) throws CliException {
        if (user.isPresent() && System.getenv(GatewaySettings.BROKER_PASSWORD) == null) {
            throw CliException.unusable(
                    "there is no password for the broker's user '" + user.get() + "'",
                    "Put it into the environment variable " + GatewaySettings.BROKER_PASSWORD + ".");
        }
        return user;
    }

    private static Optional<Path> requireFile(Optional<Path> file) throws CliException {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw CliException.unusable(
                    "the certificates '" + file.get() + "' can't be read", "Give --mqtt-ca a file of PEM.");
        }
        return file;
    }

    private static void requireSite(String site) throws CliException {
        if (!site.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw CliException.unusable(
                    "a site can't be called '" + site + "'", "Use 1 to 64 letters, digits and _ - . for --site.");
        }
    }

    private static void announce(GatewaySettings settings, Output output) {
        Thread announcer = new Thread(
                () -> {
                    try {
                        boolean ready = ReadyNotice.await(() -> client(settings), () -> true, START_LIMIT);
                        output.line(ready ? ready(settings) : late());
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                    }
                },
                "hewn-announcer");
        announcer.setDaemon(true);
        announcer.start();
    }

    private static GatewayClient client(GatewaySettings settings) throws CliException {
        return new GatewayClient(Gateway.at(settings.http().url(), token(settings)));
    }

    private static Optional<String> token(GatewaySettings settings) {
        try {
            return Optional.of(
                    Files.readString(settings.data().resolve("admin.token")).strip());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static String ready(GatewaySettings settings) {
        String url = settings.http().url();
        return String.join(
                System.lineSeparator(),
                "The gateway is ready.",
                "  inference   " + url + "/v1 (TensorFlow Serving), " + url + "/v2 (Open Inference Protocol)",
                "  admin       " + url + "/api/v1, token in " + settings.data().resolve("admin.token"),
                "  console     " + url + "/system/console, user admin, password in "
                        + settings.data().resolve("console.password"),
                "  health      " + url + "/system/health",
                "  broker      " + settings.brokerUri() + " for hewn-agent --broker",
                "  models      " + settings.modelFolder() + " takes them as NAME/VERSION/",
                "  strategies  " + settings.load() + " takes the jars of more of them",
                "Ctrl-C stops it.");
    }

    private static String late() {
        return "The gateway is not ready after " + START_LIMIT.toSeconds() + " s; its log above may tell why.";
    }
}
