package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.PlanOrder;
import hewn.cli.api.Plans;
import hewn.cli.emulation.Cluster;
import hewn.cli.local.ModelTools;
import hewn.cli.plan.LocalPlanner;
import hewn.cli.plan.ProblemSource;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.placement.PlacementProblem;
import hewn.placement.json.ProblemFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn plan}: what strategies would do, side by side, without doing it. */
@Command(
        name = "plan",
        description = {
            "Shows where each strategy would place a model, and what is predicted of it. Nothing is deployed.",
            "A model of the gateway is planned for its devices by its strategies. A problem file, or a model's folder"
                    + " with --fleet, needs no gateway: the strategies are those of the load folder."
        },
        footer = {
            "",
            "Examples:",
            "  hewn plan digits",
            "  hewn plan digits --strategy greedy --strategy even-split --objective latency --save problem.json",
            "  hewn plan problem.json --strategy-jar target/hewn.strategies.mine.jar --budget 30s",
            "  hewn plan ./my-model --fleet five-pis --objective weighted:0.5"
        })
final class PlanCommand implements Callable<Integer> {
    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Mixin
    private PlanOptions options;

    @Parameters(
            paramLabel = "MODEL",
            description = "The name of a model that the gateway has, a problem file, or the folder of a SavedModel.")
    private String model;

    @Option(names = "--model-version", paramLabel = "N", description = "Its version (default: the latest).")
    private Optional<Long> version;

    @Option(names = "--signature", paramLabel = "NAME", description = "Which signature (default: serving_default).")
    private Optional<String> signature;

    @Option(
            names = "--strategy",
            paramLabel = "S",
            split = ",",
            description = "Which strategy to ask; may be given several times (default: all on offer).")
    private List<String> strategies = List.of();

    @Option(
            names = "--strategy-jar",
            paramLabel = "FILE",
            description = "The bundle of a strategy to ask, too, in this process; may be given several times.")
    private List<Path> jars = List.of();

    @Option(
            names = "--load",
            paramLabel = "DIR",
            description = "Where strategies are that are asked in this process (default: HEWN_LOAD, or the"
                    + " distribution's).")
    private Optional<Path> load;

    @Option(
            names = "--fleet",
            paramLabel = "CLUSTER",
            description = "The devices and links to plan a model's folder for: a file, or the name of a cluster that"
                    + " comes with Hewn, such as five-pis (default: those of the gateway).")
    private Optional<String> fleet;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the problem into a file, to plan it again.")
    private Optional<Path> save;

    @Option(names = "--json", description = "Print JSON, as the admin API has it.")
    private boolean json;

    PlanCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException {
        Output output = Output.of(spec);
        byte[] plans = isRemote() ? remote(output) : local(output);
        if (json) {
            output.line(new String(plans, StandardCharsets.UTF_8));
        }
        PlansText text = new PlansText(model, Plans.read(plans));
        if (!json) {
            output.line(text);
        }
        return text.best().isPresent() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** What is no file is the name of a model that the gateway has; only this process can try somebody's jar. */
    private boolean isRemote() {
        return isName() && jars.isEmpty() && load.isEmpty();
    }

    private boolean isName() {
        return !Files.exists(Path.of(model)) && !model.endsWith(".json") && !model.contains("/");
    }

    private byte[] remote(Output output) throws CliException {
        requireNoFleet();
        GatewayClient client = gateway.client();
        noteUnknown(client, output);
        PlanOrder order = options.order(model, version, signature, strategies);
        if (save.isPresent()) {
            write(client.planning().problem(order));
        }
        return client.planning().plans(order);
    }

    private byte[] local(Output output) throws CliException {
        LocalPlanner planner = new LocalPlanner();
        if (load.isPresent()) {
            planner.addFolder(load.get());
        } else {
            planner.addFolder(Home.find().defaultLoad());
            planner.addFolder(Home.find().bundles());
        }
        for (Path jar : jars) {
            planner.addJar(jar);
        }
        PlacementProblem problem = problem();
        if (save.isPresent()) {
            write(ProblemFile.write(problem));
        }
        return planner.plan(problem, strategies, name -> output.note("asking " + name));
    }

    private PlacementProblem problem() throws CliException {
        if (isName()) {
            requireNoFleet();
            PlanOrder order = options.order(model, version, signature, List.of());
            return ProblemSource.problem(gateway.client().planning().problem(order), "the gateway's problem");
        }
        try {
            PlacementProblem problem = options.over(stated());
            requireKnown(problem);
            return problem;
        } catch (IllegalArgumentException outOfRange) { // options are laid over what was stated
            throw new ParameterException(spec.commandLine(), outOfRange.getMessage(), outOfRange);
        }
    }

    /** Whoever is offline now may be named to a gateway, but a file knows all of its devices. */
    private void requireKnown(PlacementProblem problem) {
        List<String> there = problem.fleet().devices().stream()
                .map(Device::id)
                .map(DeviceId::value)
                .toList();
        problem.constraints().named().stream()
                .map(DeviceId::value)
                .filter(name -> !there.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(), "there is no device '" + name + "'; the devices are " + there);
                });
    }

    private void noteUnknown(GatewayClient client, Output output) throws CliException {
        if (options.named().isEmpty()) {
            return;
        }
        List<String> online =
                client.devices().stream().map(hewn.cli.api.Device::id).toList();
        options.named().stream()
                .filter(name -> !online.contains(name))
                .forEach(name -> output.note("no device '" + name + "' is online; those are " + online));
    }

    private PlacementProblem stated() throws CliException {
        Path path = Path.of(model);
        if (!Files.isDirectory(path)) {
            requireNoFleet();
            return ProblemSource.problem(ProblemSource.bytes(path), model);
        }
        FleetSnapshot devices = fleet.isPresent()
                ? Cluster.find(fleet.get(), Home.find()).fleet()
                : ProblemSource.fleet(gateway.client().planning().fleet(), "the gateway's fleet");
        return ProblemSource.problem(path, signature, tools, devices);
    }

    private void requireNoFleet() {
        if (fleet.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--fleet goes with the folder of a model; '" + model + "' has devices of its own");
        }
    }

    private void write(byte[] problem) throws CliException {
        try {
            Files.write(save.get(), problem);
        } catch (IOException unwritable) {
            throw CliException.failed("can't write '" + save.get() + "': " + unwritable.getMessage(), "");
        }
    }
}
