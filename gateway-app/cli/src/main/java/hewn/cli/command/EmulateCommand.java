package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.Order;
import hewn.cli.demo.DemoSite;
import hewn.cli.emulation.Cluster;
import hewn.cli.emulation.EmulatedSite;
import hewn.cli.emulation.EmulationReport;
import hewn.cli.launch.Address;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn emulate}: a whole site on one machine. */
@Command(
        name = "emulate",
        description = "Emulates the devices and links of a cluster on this machine, with a gateway of its own or,"
                + " where --gateway is given, a running one, and says when this machine is too busy for it.",
        footer = {
            "",
            "Examples:",
            "  hewn emulate five-pis",
            "  hewn emulate my-cluster.json --deploy ./my-model --slices 3",
            "  hewn emulate twenty-nodes --gateway 127.0.0.1:8080 --mqtt 127.0.0.1:1883"
        })
final class EmulateCommand implements Callable<Integer> {
    private static final String OWN_HOST = "127.0.0.1";
    private static final Duration WATCH = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CLUSTER",
            description = "A file with devices and links as JSON, or the name of one that comes with Hewn.")
    private String cluster;

    @Option(names = "--deploy", paramLabel = "PATH", description = "The folder of a SavedModel to deploy.")
    private Optional<Path> model;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "model",
            description = "What it is to be called (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--slices", paramLabel = "N", description = "How many slices (default: as the strategy sees fit).")
    private Optional<Integer> slices;

    @Option(names = "--strategy", paramLabel = "S", description = "Which strategy places it.")
    private Optional<String> strategy;

    @Option(names = "--once", description = "Stop everything once the model serves, instead of waiting for Ctrl-C.")
    private boolean once;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            converter = AddressConverter.class,
            description = "Where the HTTP interface of the gateway listens (default: any free port).")
    private Optional<Address> http;

    @Option(
            names = "--mqtt",
            paramLabel = "HOST:PORT",
            converter = AddressConverter.class,
            description = "Where the broker listens (default: any free port; of a running gateway, 127.0.0.1:1883).")
    private Optional<Address> mqtt;

    @Mixin
    private GatewayOptions joined;

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        Home home = Home.find();
        Cluster found = Cluster.find(cluster, home);
        try (Scratch scratch = Scratch.create("hewn-emulate-");
                DemoSite site = new DemoSite(home, scratch.folder(), httpAddress(), mqttAddress())) {
            EmulatedSite emulated =
                    new EmulatedSite(site, found, scratch.folder().resolve("emulation.json"));
            return new SiteGuard(site, scratch).during(() -> run(emulated));
        }
    }

    private Address httpAddress() throws CliException {
        return http.orElse(new Address(OWN_HOST, 0)).requireFree("--http");
    }

    private Address mqttAddress() throws CliException {
        return isJoining()
                ? mqtt.orElse(new Address(OWN_HOST, 1883))
                : mqtt.orElse(new Address(OWN_HOST, 0)).requireFree("--mqtt");
    }

    /** Whether somebody has named a running gateway. */
    private boolean isJoining() {
        return spec.commandLine().getParseResult().hasMatchedOption("--gateway");
    }

    private int run(EmulatedSite emulated) throws CliException, InterruptedException {
        Output output = Output.of(spec);
        GatewayClient client = gateway(emulated.site(), output);
        output.note("starting " + emulated.cluster().ids().size() + " emulated devices ...");
        emulated.start(client);
        EmulationReport begun = emulated.report();
        output.line(new EmulationText(
                emulated.cluster(),
                begun.hostFlopsPerSecond(),
                Runtime.getRuntime().availableProcessors()));
        deploy(client, output);
        output.line(EmulationText.verdict(emulated.report().since(begun)));
        if (!once) {
            output.line("gateway      " + client.gateway() + " (Ctrl-C stops everything)");
            watch(emulated, output);
        }
        return ExitStatus.OK;
    }

    private GatewayClient gateway(DemoSite site, Output output) throws CliException, InterruptedException {
        if (isJoining()) {
            return joined.client();
        }
        output.note("starting a gateway on " + site.url() + " ...");
        return site.startGateway();
    }

    private void deploy(GatewayClient client, Output output) throws CliException {
        if (model.isPresent()) {
            ModelFolder folder = ModelFolder.find(model.get(), OptionalLong.empty());
            long version = client.models().upload(name, folder.version(), folder.folder(), (done, total) -> {});
            Deployment end = DeployCommand.follow(client, client.deployments().begin(order(version)), output);
            if (!end.isServing()) {
                throw DeployCommand.failure(end);
            }
            output.line(new PlacementText(end));
        }
    }

    private Order order(long version) {
        return new Order(
                name,
                version,
                Optional.empty(),
                strategy,
                slices.map(OptionalInt::of).orElse(OptionalInt.empty()),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Tells, until Ctrl-C, when the host is too busy. */
    private static void watch(EmulatedSite emulated, Output output) throws CliException, InterruptedException {
        EmulationReport last = emulated.report();
        while (true) {
            Thread.sleep(WATCH.toMillis());
            EmulationReport now = emulated.report();
            EmulationReport meanwhile = now.since(last);
            last = now;
            if (!meanwhile.isTrue()) {
                output.note(EmulationText.verdict(meanwhile));
            }
        }
    }
}
