package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.PlanOrder;
import hewn.cli.bench.InferenceClient;
import hewn.cli.bench.PredictedPlacement;
import hewn.cli.bench.PredictedPlacement.Figures;
import hewn.cli.bench.Saturation;
import hewn.cli.bench.Timings;
import hewn.cli.demo.DemoSite;
import hewn.cli.emulation.Cluster;
import hewn.cli.emulation.EmulatedSite;
import hewn.cli.emulation.EmulationReport;
import hewn.cli.launch.Address;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import hewn.cli.local.Scratch;
import hewn.cli.local.ServedModel;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerRange;
import hewn.placement.CostModel;
import hewn.placement.PlacementProblem;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import hewn.placement.json.PlacementFileException;
import hewn.placement.json.ProblemFile;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn bench predictions}: what the cost model says, beside what emulated devices do. */
@Command(
        name = "predictions",
        description = "Emulates a cluster, places models on it in several ways, and prints, as a Markdown table, what"
                + " was predicted of each placement and what it did.",
        footer = {"", "Example:", "  hewn bench predictions mobilenet_v2 googlenet resnet50 --slices 1,2,3,4"})
final class PredictionsCommand implements Callable<Integer> {
    private static final Duration PROFILE_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    /** After as many, the gateway believes what a stage says of itself; devices say it every few seconds. */
    private static final int CALLS_THAT_TELL = 20;

    private static final Duration METRICS = Duration.ofSeconds(4);

    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Folders of SavedModels, or of numbered versions, of which the last is taken.")
    private List<Path> models;

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            defaultValue = "slow-wifi",
            description = "The devices and links (default: ${DEFAULT-VALUE}).")
    private String cluster;

    @Option(
            names = "--slices",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3,4",
            description = "Into how many slices to cut each model (default: ${DEFAULT-VALUE}).")
    private List<Integer> slices;

    @Option(
            names = "--strategies",
            paramLabel = "S",
            split = ",",
            defaultValue = "even-split",
            description = "Which strategies place them (default: ${DEFAULT-VALUE}).")
    private List<String> strategies;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "7",
            description = "How many calls to measure the latency with (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--answers",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many answers to measure the throughput with (default: ${DEFAULT-VALUE}).")
    private int answers;

    PredictionsCommand(ModelTools tools) {
        this.tools = tools;
    }

    /** A model that was handed in, and what to ask it. */
    private record Asked(String name, long version, Map<String, Tensor> inputs) {}

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        if (calls < 1 || answers < 1) {
            throw new ParameterException(spec.commandLine(), "--calls and --answers take positive numbers");
        }
        Home home = Home.find();
        Cluster found = Cluster.find(cluster, home);
        try (Scratch scratch = Scratch.create("hewn-bench-");
                DemoSite site = new DemoSite(home, scratch.folder(), free("--http"), free("--mqtt"))) {
            EmulatedSite emulated =
                    new EmulatedSite(site, found, scratch.folder().resolve("emulation.json"));
            List<PredictedPlacement> placements = new SiteGuard(site, scratch).during(() -> measure(emulated));
            Output.of(spec).line(new PredictionsText(placements));
        }
        return ExitStatus.OK;
    }

    private static Address free(String option) throws CliException {
        return new Address("127.0.0.1", 0).requireFree(option);
    }

    private List<PredictedPlacement> measure(EmulatedSite emulated) throws CliException, InterruptedException {
        Output output = Output.of(spec);
        GatewayClient client = emulated.site().startGateway();
        emulated.start(client);
        output.note(new EmulationText(
                emulated.cluster(),
                emulated.report().hostFlopsPerSecond(),
                Runtime.getRuntime().availableProcessors()));
        List<PredictedPlacement> placements = new ArrayList<>();
        for (Path path : models) {
            Asked asked = handIn(new SiteDeployer(client, output), path);
            output.note("letting the gateway measure the layers of " + asked.name() + " ...");
            acquaint(client, asked);
            for (String strategy : strategies) {
                for (int count : slices) {
                    placements.add(measure(emulated, client, asked, strategy, count));
                }
            }
            client.deployments().end(asked.name());
        }
        return placements;
    }

    private Asked handIn(SiteDeployer deployer, Path path) throws CliException {
        ModelFolder folder = ModelFolder.find(path, OptionalLong.empty());
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        return new Asked(
                name,
                deployer.upload(name, folder),
                ServedModel.read(folder, tools).inputs());
    }

    /** Has the whole model on one device until the gateway knows what its layers take there, alone and at work. */
    private void acquaint(GatewayClient client, Asked asked) throws CliException, InterruptedException {
        new SiteDeployer(client, Output.of(spec))
                .serve(asked.name(), asked.version(), Optional.of(strategies.get(0)), 1);
        Instant end = Instant.now().plus(PROFILE_LIMIT);
        while (problem(client, asked).profiles().isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(POLL.toMillis());
        }
        InferenceClient asking = new InferenceClient(infer(client, asked), asked.inputs());
        for (int call = 0; call < CALLS_THAT_TELL; call++) {
            asking.ask();
        }
        Thread.sleep(METRICS.toMillis());
        problem(client, asked);
    }

    private static URI infer(GatewayClient client, Asked asked) {
        return client.gateway().resolve("/v2/models/" + asked.name() + "/infer");
    }

    private static PlacementProblem problem(GatewayClient client, Asked asked) throws CliException {
        PlanOrder.Wanted wanted = new PlanOrder.Wanted(
                asked.name(),
                OptionalLong.of(asked.version()),
                Optional.empty(),
                "throughput",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        try {
            return ProblemFile.read(client.planning()
                    .problem(new PlanOrder(wanted, List.of(), OptionalDouble.empty(), OptionalLong.empty())));
        } catch (PlacementFileException unfit) {
            throw CliException.failed("can't read the gateway's problem: " + unfit.getMessage(), "", unfit);
        }
    }

    /** What the cost model says over the links as the cluster states them. */
    private static Prediction stated(PlacementProblem problem, Cluster cluster, Deployment serving) {
        FleetSnapshot fleet = new FleetSnapshot(
                problem.fleet().at(), problem.fleet().devices(), cluster.fleet().links());
        List<Stage> stages = serving.stages().stream()
                .map(stage -> Stage.on(
                        new LayerRange(stage.firstLayer(), stage.lastLayer() + 1), new DeviceId(stage.device())))
                .toList();
        return new CostModel(problem.graph(), fleet, problem.profiles(), problem.overheads()).predict(stages);
    }

    private PredictedPlacement measure(
            EmulatedSite emulated, GatewayClient client, Asked asked, String strategy, int count)
            throws CliException, InterruptedException {
        Output output = Output.of(spec);
        Deployment serving =
                new SiteDeployer(client, output).serve(asked.name(), asked.version(), Optional.of(strategy), count);
        Prediction stated = stated(problem(client, asked), emulated.cluster(), serving);
        URI infer = infer(client, asked);
        EmulationReport before = emulated.report();
        double latencySeconds = latencySeconds(new InferenceClient(infer, asked.inputs()));
        double perSecond = new Saturation(
                        () -> new InferenceClient(infer, asked.inputs())::ask,
                        2 * serving.stages().size() + 1)
                .perSecond(answers);
        PredictedPlacement placement = new PredictedPlacement(
                client.deployments().get(serving.generation()),
                stated,
                new Figures(perSecond, latencySeconds),
                emulated.report().since(before));
        output.note(new PredictionsText(List.of(placement)));
        return placement;
    }

    private double latencySeconds(InferenceClient asking) throws CliException {
        asking.ask();
        Timings timings = new Timings();
        for (int call = 0; call < calls; call++) {
            long begun = System.nanoTime();
            asking.ask();
            timings.add(System.nanoTime() - begun);
        }
        return timings.percentiles().p50Seconds();
    }
}
