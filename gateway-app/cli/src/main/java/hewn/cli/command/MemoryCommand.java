package hewn.cli.command;

import hewn.bench.report.Document;
import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.Deployment;
import hewn.cli.api.Device;
import hewn.cli.api.GatewayClient;
import hewn.cli.bench.InferenceClient;
import hewn.cli.bench.StageMemory;
import hewn.cli.demo.DemoSite;
import hewn.cli.launch.Address;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import hewn.cli.local.Scratch;
import hewn.cli.local.ServedModel;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn bench memory}: what slices were planned to take, beside what agents take for them. */
@Command(
        name = "memory",
        description = "Starts a gateway and agents on this machine, anew for each cut of a model, and prints, as a"
                + " Markdown table, what each stage was planned to take, and what its agent grew by.",
        footer = {"", "Example:", "  hewn bench memory resnet50 vgg16_features --slices 1,2,3 --out docs/memory.md"})
final class MemoryCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<String> AGENT = List.of("--memory=4GiB", "--metrics=1s");

    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Folders of SavedModels, or of numbered versions, of which the last is taken.")
    private List<Path> models;

    @Option(
            names = "--slices",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3",
            description =
                    "Into how many slices to cut each model, each on a device of its own (default: ${DEFAULT-VALUE}).")
    private List<Integer> slices;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many requests to send before measuring (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "40",
            description =
                    "For how long agents may tidy up, before and after; the least that each reports meanwhile counts"
                            + " (default: ${DEFAULT-VALUE}).")
    private int settleSeconds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the table into its section of this document, too.")
    private Optional<Path> out = Optional.empty();

    MemoryCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        if (calls < 1 || settleSeconds < 1 || slices.stream().anyMatch(count -> count < 1)) {
            throw new ParameterException(spec.commandLine(), "--slices, --calls and --settle take positive numbers");
        }
        List<StageMemory> stages = new ArrayList<>();
        for (Path model : models) {
            for (int count : slices) {
                stages.addAll(measure(model, count));
            }
        }
        String table = new MemoryText(stages).toString();
        Output.of(spec).line(table);
        if (out.isPresent()) {
            Document.read(out.get()).with("memory", table).write(out.get());
        }
        return ExitStatus.OK;
    }

    /** On a site of its own, for memory that was freed once is not always given back. */
    private List<StageMemory> measure(Path path, int count) throws CliException, IOException, InterruptedException {
        try (Scratch scratch = Scratch.create("hewn-bench-");
                DemoSite site = new DemoSite(Home.find(), scratch.folder(), free("--http"), free("--mqtt"))) {
            List<StageMemory> stages = new SiteGuard(site, scratch).during(() -> measure(site, path, count));
            Output.of(spec).note(new MemoryText(stages));
            return stages;
        }
    }

    private static Address free(String option) throws CliException {
        return new Address("127.0.0.1", 0).requireFree(option);
    }

    private List<StageMemory> measure(DemoSite site, Path path, int count) throws CliException, InterruptedException {
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        ModelFolder folder = ModelFolder.find(path, OptionalLong.empty());
        ServedModel model = ServedModel.read(folder, tools);
        GatewayClient client = site.startGateway();
        site.startDevices(count, client, AGENT);
        Map<String, Long> before = settled(client);
        SiteDeployer deployer = new SiteDeployer(client, Output.of(spec));
        Deployment serving = deployer.serve(name, deployer.upload(name, folder), count);
        URI infer = URI.create(site.url() + "/v2/models/" + name + "/infer");
        try (InferenceClient asking = new InferenceClient(infer, model.inputs())) {
            for (int call = 0; call < calls; call++) {
                asking.ask();
            }
        }
        Map<String, Long> after = settled(client);
        return serving.stages().stream()
                .map(stage ->
                        memory(serving, stage, model.graph(), after.get(stage.device()) - before.get(stage.device())))
                .toList();
    }

    private static StageMemory memory(
            Deployment serving, Deployment.Stage stage, LayerGraph graph, long measuredBytes) {
        return StageMemory.of(
                new StageMemory.Place(
                        serving.model(), stage.stage(), serving.stages().size()),
                graph,
                new LayerRange(stage.firstLayer(), stage.lastLayer() + 1),
                stage.predicted().memoryBytes(),
                measuredBytes);
    }

    /** What each device has in memory once it has tidied up. */
    private Map<String, Long> settled(GatewayClient client) throws CliException, InterruptedException {
        Map<String, Long> least = new TreeMap<>();
        Instant end = Instant.now().plusSeconds(settleSeconds);
        while (Instant.now().isBefore(end)) {
            for (Device device : client.devices()) {
                device.metrics().ifPresent(now -> least.merge(device.id(), now.memoryUsedBytes(), Math::min));
            }
            Thread.sleep(POLL.toMillis());
        }
        return least;
    }
}
