package hewn.cli.command;

import hewn.bench.report.Document;
import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import hewn.cli.bench.InferenceClient;
import hewn.cli.bench.Recovery;
import hewn.cli.bench.RecoveryReport;
import hewn.cli.bench.SteadyLoad;
import hewn.cli.demo.DemoSite;
import hewn.cli.launch.Address;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import hewn.cli.local.Scratch;
import hewn.inference.ModelException;
import hewn.inference.SampleInputs;
import hewn.inference.Signature;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn bench recovery}: how long a site takes to do without a device that dies, or hangs, under load. */
@Command(
        name = "recovery",
        description =
                "Starts a gateway and devices, of which one stands by, puts a model under load, kills a device that"
                        + " works for it (SIGKILL) again and again, and prints, as Markdown tables, how long it took until"
                        + " answers flowed again.",
        footer = {
            "",
            "Examples:",
            "  hewn bench recovery digits resnet50 --kills 20 --out docs/recovery.md",
            "  hewn bench recovery digits --kills 10 --freeze"
        })
final class RecoveryCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Between the return of a device and the next loss: what is known of the device then is known before. */
    private static final Duration REST = Duration.ofSeconds(3);

    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Folders of SavedModels, or of numbered versions, of which the last is taken.")
    private List<Path> models;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often a device is killed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--slices",
            paramLabel = "N",
            defaultValue = "2",
            description = "Into how many slices to cut each model; there is a device more (default: ${DEFAULT-VALUE}).")
    private int slices;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many clients ask, each one thing at a time (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--freeze",
            description = "Stop the device where it is (SIGSTOP) instead: its connections stay open, but it is silent.")
    private boolean freeze;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A Markdown document whose section 'recovery', or 'recovery-frozen', is written anew.")
    private Optional<Path> out = Optional.empty();

    RecoveryCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        requirePositive("--kills", kills);
        requirePositive("--slices", slices);
        requirePositive("--clients", clients);
        List<RecoveryReport> reports = new ArrayList<>();
        for (Path path : models) {
            reports.add(stage(path));
        }
        String text = new RecoveryText(reports).toString();
        Output.of(spec).line(text);
        if (out.isPresent()) {
            Document.read(out.get())
                    .with(freeze ? "recovery-frozen" : "recovery", text)
                    .write(out.get());
        }
        return reports.stream().allMatch(report -> report.failures().isEmpty()) ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " takes a positive number, but got " + value);
        }
    }

    /** Starts a site of its own for one model, and ends it. */
    private RecoveryReport stage(Path path) throws CliException, IOException, InterruptedException {
        try (Scratch scratch = Scratch.create("hewn-bench-");
                DemoSite site = new DemoSite(Home.find(), scratch.folder(), free("--http"), free("--mqtt"))) {
            return new SiteGuard(site, scratch).during(() -> measure(site, path));
        }
    }

    private static Address free(String option) throws CliException {
        return new Address("127.0.0.1", 0).requireFree(option);
    }

    private RecoveryReport measure(DemoSite site, Path path) throws CliException, InterruptedException {
        Output output = Output.of(spec);
        ModelFolder folder = ModelFolder.find(path, OptionalLong.empty());
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        output.note("starting a gateway and " + (slices + 1) + " devices ...");
        GatewayClient client = site.startGateway();
        site.startDevices(slices + 1, client);
        SiteDeployer deployer = new SiteDeployer(client, output);
        deployer.serve(name, deployer.upload(name, folder), slices);
        URI infer = client.gateway().resolve("/v2/models/" + name + "/infer");
        Map<String, Tensor> inputs = inputs(folder);
        List<Recovery> recoveries = new ArrayList<>();
        SteadyLoad load = new SteadyLoad(() -> new InferenceClient(infer, inputs)::ask, clients, Clock.systemUTC());
        try {
            for (int kill = 0; kill < kills; kill++) {
                Recovery recovery = lose(site, client, load, kill);
                recoveries.add(recovery);
                output.note(
                        (kill + 1) + " of " + kills + ": " + recovery.total().toMillis() + " ms");
            }
        } finally {
            load.close();
        }
        load.failures().stream().distinct().limit(5).forEach(output::note);
        return new RecoveryReport(name, slices, recoveries, load.answers(), load.failures());
    }

    private Map<String, Tensor> inputs(ModelFolder folder) throws CliException {
        try {
            Signature signature = tools.reader().read(folder.folder(), tools.limits()).signatures().stream()
                    .filter(each -> each.name().equals(Signature.DEFAULT_NAME))
                    .findFirst()
                    .orElseThrow(() -> CliException.unusable(
                            "'" + folder.folder() + "' has no signature " + Signature.DEFAULT_NAME, ""));
            return new SampleInputs(new Random(SEED)).of(signature.inputs(), 1);
        } catch (ModelException unfit) {
            throw CliException.failed(unfit.getMessage(), unfit.remedy(), unfit);
        }
    }

    /** Takes away a device that works, one after the other in the order of their stages, and starts it again. */
    private Recovery lose(DemoSite site, GatewayClient client, SteadyLoad load, int number)
            throws CliException, InterruptedException {
        Thread.sleep(REST.toMillis());
        Deployment former = await(client, Deployment::isServing);
        String device = former.stages().get(number % former.stages().size()).device();
        load.remember();
        Instant lost = Instant.now();
        if (freeze) {
            site.freezeDevice(device);
        } else {
            site.killDevice(device);
        }
        Deployment successor =
                await(client, deployment -> deployment.isServing() && deployment.generation() > former.generation());
        Instant answered = load.firstSince(Recovery.servingSince(successor), LIMIT)
                .orElseThrow(() -> CliException.failed("no answers came again", ""));
        Deployment replaced = client.deployments().get(former.generation());
        site.killDevice(device); // which ends a frozen one
        site.restartDevice(device, client);
        return new Recovery(lost, replaced, successor, answered);
    }

    /** Waits for a generation. */
    private static Deployment await(GatewayClient client, Predicate<Deployment> wanted)
            throws CliException, InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(end)) {
            Optional<Deployment> found =
                    client.deployments().list().stream().filter(wanted).reduce((earlier, later) -> later);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(POLL.toMillis());
        }
        throw CliException.failed("the model is not served again after " + LIMIT.toSeconds() + " s", "");
    }
}
