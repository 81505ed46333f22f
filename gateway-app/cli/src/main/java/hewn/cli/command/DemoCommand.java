package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import hewn.cli.demo.DemoSite;
import hewn.cli.demo.Digits;
import hewn.cli.demo.LoadResult;
import hewn.cli.demo.LoadRun;
import hewn.cli.launch.Address;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import hewn.cli.local.Scratch;
import hewn.cli.text.Progress;
import hewn.cli.text.Quantity;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hewn demo}: the whole path once, with nothing but this machine. */
@Command(
        name = "demo",
        description =
                "Starts a gateway and devices on this machine, deploys the digits model in as many slices, and sends"
                        + " its test images through the pipeline.",
        footer = {"", "Examples:", "  hewn demo", "  hewn demo --once --devices 3"})
final class DemoCommand implements Callable<Integer> {
    private static final String MODEL = "digits";
    private static final int CLIENTS = 8;

    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "Stop everything after the images, instead of waiting for Ctrl-C.")
    private boolean once;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many devices, and slices (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            converter = AddressConverter.class,
            description =
                    "Where the HTTP interface listens (default: 127.0.0.1:8080, or any free port if that is used).")
    private Optional<Address> http;

    @Option(
            names = "--mqtt",
            paramLabel = "HOST:PORT",
            converter = AddressConverter.class,
            description = "Where the broker listens (default: 127.0.0.1:1883, or any free port if that is used).")
    private Optional<Address> mqtt;

    DemoCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        if (devices < 1) {
            throw new ParameterException(spec.commandLine(), "--devices takes a positive number, but got " + devices);
        }
        Home home = Home.find();
        Digits digits = Digits.of(home);
        DemoOutcome outcome = stage(home, digits);
        Output.of(spec).line(outcome.summary());
        return outcome.isFlawless(digits.count()) ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** Starts everything, runs, and stops everything. */
    private DemoOutcome stage(Home home, Digits digits) throws CliException, IOException, InterruptedException {
        try (Scratch scratch = Scratch.create("hewn-demo-");
                DemoSite site = new DemoSite(
                        home, scratch.folder(), choose(http, "--http", 8080), choose(mqtt, "--mqtt", 1883))) {
            return new SiteGuard(site, scratch).during(() -> run(site, digits, scratch.folder()));
        }
    }

    private static Address choose(Optional<Address> asked, String option, int usual) throws CliException {
        if (asked.isPresent()) {
            return asked.get().requireFree(option);
        }
        Address address = new Address("127.0.0.1", usual);
        return address.isFree() ? address : new Address("127.0.0.1", 0).requireFree(option);
    }

    private DemoOutcome run(DemoSite site, Digits digits, Path folder)
            throws CliException, IOException, InterruptedException {
        Output output = Output.of(spec);
        output.note("starting the gateway on " + site.url() + " ...");
        GatewayClient client = site.startGateway();
        output.note("starting " + Quantity.of(devices, "device") + " ...");
        site.startDevices(devices, client);
        ModelFolder model = ModelFolder.find(digits.folder(), OptionalLong.empty());
        SiteDeployer deployer = new SiteDeployer(client, output);
        Deployment deployment = deployer.serve(MODEL, deployer.upload(MODEL, model), devices);
        output.note("running the whole model for comparison ...");
        double whole = wholeAccuracy(model, digits);
        LoadResult result = send(site, digits, output);
        DemoOutcome outcome = new DemoOutcome(client.deployments().get(deployment.generation()), result, whole);
        output.line(new DemoText(site, outcome, request(folder, digits), !once));
        if (!once) {
            output.note("Ctrl-C stops the gateway and the devices.");
            new CountDownLatch(1).await();
        }
        return outcome;
    }

    private double wholeAccuracy(ModelFolder model, Digits digits) throws CliException {
        try (ModelTools.OpenEngine open = tools.engines().open();
                SliceRunner whole = open.engine().load(model.folder(), EngineOptions.DEFAULT)) {
            String input = whole.inputs().get(0).name();
            Map<String, Tensor> outputs = whole.run(Map.of(input, digits.images()));
            return digits.accuracy(outputs.values().iterator().next());
        } catch (EngineException failed) {
            throw CliException.failed("the whole model does not run: " + failed.getMessage(), "", failed);
        }
    }

    private static LoadResult send(DemoSite site, Digits digits, Output output) throws InterruptedException {
        URI predict = URI.create(site.url() + "/v1/models/" + MODEL + ":predict");
        try (Progress progress = output.progress("sending images", Long::toString)) {
            return new LoadRun(predict, digits, CLIENTS).run(done -> progress.at(done, digits.count()));
        }
    }

    /** A request in a file, so that a line that sends it is short enough to be pasted. */
    private static String request(Path folder, Digits digits) throws IOException {
        Path file = folder.resolve("request.json");
        Files.writeString(file, "{\"instances\":[" + digits.json(0) + "]}");
        return file.toString();
    }
}
