package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.Model;
import hewn.cli.api.Order;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.ModelTools;
import hewn.cli.text.Progress;
import hewn.cli.text.Quantity;
import hewn.graph.StatedExit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn deploy}: from a folder to a pipeline that serves. */
@Command(
        name = "deploy",
        description = "Uploads a SavedModel, cuts it and serves it from the devices of the gateway.",
        footer = {
            "",
            "Examples:",
            "  hewn deploy ./my-model --model detector",
            "  hewn deploy ./my-model --model detector --slices 3 --strategy greedy",
            "  hewn deploy --model detector --model-version 1",
            "  hewn deploy ./digits --model digits --model-version 2 --objective latency",
            "  hewn deploy ./my-model --model detector --exit block_3=0.4 --exit 17=0.2",
            "  hewn deploy ./digits-2 --model digits --canary 10%%"
        })
final class DeployCommand implements Callable<Integer> {
    private final ModelTools tools;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Mixin
    private CanaryOptions canary;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a SavedModel, or a folder of numbered versions, of which the last is taken."
                    + " Without it, a version that the gateway has already is served.")
    private Optional<Path> path;

    @Option(names = "--model", paramLabel = "NAME", required = true, description = "What it is to be called.")
    private String model;

    @Option(
            names = "--model-version",
            paramLabel = "N",
            description =
                    "Its version (default: what its folder is called, or the next one if it is new; without a PATH,"
                            + " the latest).")
    private Optional<Long> version;

    @Option(
            names = "--signature",
            paramLabel = "NAME",
            description = "Which signature to serve (default: serving_default).")
    private Optional<String> signature;

    @Option(names = "--strategy", paramLabel = "S", description = "Which strategy places it; see 'hewn strategies'.")
    private Optional<String> strategy;

    @Option(names = "--slices", paramLabel = "N", description = "How many slices (default: as the strategy sees fit).")
    private Optional<Integer> slices;

    @Option(
            names = "--objective",
            paramLabel = "O",
            description = "throughput, latency, or a number from 0 (latency) to 1 (throughput) (default: throughput).")
    private Optional<String> objective;

    @Option(names = "--devices", paramLabel = "ID", split = ",", description = "The only devices to use.")
    private List<String> devices = List.of();

    @Option(names = "--exclude", paramLabel = "ID", split = ",", description = "Devices not to use.")
    private List<String> excluded = List.of();

    @Option(
            names = "--exit",
            paramLabel = "LAYER=PROBABILITY",
            converter = ExitOption.class,
            description = ExitOption.FORM)
    private List<StatedExit> exits = List.of();

    @Option(names = "--strict", description = "Answer bit for bit as the whole model; slower.")
    private boolean strict;

    DeployCommand(ModelTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws CliException {
        Output output = Output.of(spec);
        ModelNames.require(model);
        requireSlices();
        weight(); // what is wrong with it is said before anything is uploaded
        Optional<ModelFolder> folder = folder(output);
        GatewayClient client = gateway.client();
        requireStrategy(client); // says early, too, that there is no gateway, or that it wants a token
        long chosen = folder.isPresent() ? upload(client, folder.get(), output) : kept(client);
        Deployment deployment = follow(client, deploy(client, chosen, folder.isPresent()), output);
        if (!deployment.isServing()) {
            throw failure(deployment);
        }
        output.line("");
        output.line(new PlacementText(deployment));
        output.line("");
        output.line("Ask it: POST " + client.gateway().resolve("/v1/models/" + model + tried() + ":predict"));
        if (canary.isAsked()) {
            output.line("Then 'hewn promote " + model + "' makes it serve, and 'hewn rollback " + model
                    + " --canary' ends it.");
        }
        return ExitStatus.OK;
    }

    /** A folder that a gateway would refuse is refused before anything of it is sent. */
    private Optional<ModelFolder> folder(Output output) throws CliException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        ModelFolder folder = ModelFolder.find(path.get(), wanted());
        if (!folder.folder().equals(path.get())) {
            output.note("taking " + folder.folder());
        }
        tools.read(folder.folder());
        return Optional.of(folder);
    }

    private String tried() {
        return canary.isAsked() ? "/labels/canary" : "";
    }

    /** What is uploaded stays there, as what serves may have to come back; who is refused is told how to be rid of it. */
    private Deployment deploy(GatewayClient client, long chosen, boolean uploaded) throws CliException {
        try {
            return client.deployments().begin(order(chosen));
        } catch (CliException refused) {
            throw uploaded
                    ? CliException.failed(
                            refused.getMessage(),
                            refused.remedy() + System.lineSeparator()
                                    + "The gateway keeps what was uploaded; 'hewn remove " + model + " --model-version "
                                    + chosen + "' deletes it.",
                            refused)
                    : refused;
        }
    }

    private void requireSlices() throws CliException {
        if (slices.isPresent() && slices.get() < 1) {
            throw CliException.unusable("--slices is " + slices.get(), "Ask for one slice or more.");
        }
    }

    private void requireStrategy(GatewayClient client) throws CliException {
        List<String> offered = client.strategies();
        if (strategy.isPresent() && !offered.contains(strategy.get())) {
            String setAside = client.quarantined().stream()
                    .filter(quarantine -> quarantine.strategy().equals(strategy.get()))
                    .map(quarantine -> "; it was set aside: " + quarantine.reason())
                    .collect(Collectors.joining());
            throw CliException.failed(
                    "the gateway offers no strategy '" + strategy.get() + "'" + setAside, "It offers " + offered + ".");
        }
    }

    private OptionalLong wanted() {
        return version.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private long upload(GatewayClient client, ModelFolder folder, Output output) throws CliException {
        try (Progress progress = output.progress("UPLOADING ", Quantity::bytes)) {
            return client.models()
                    .upload(model, version.isPresent() ? wanted() : folder.version(), folder.folder(), progress::at);
        }
    }

    /** The version that was asked for, or the latest that the gateway has. */
    private long kept(GatewayClient client) throws CliException {
        List<Long> versions = client.models().list().stream()
                .filter(known -> known.name().equals(model))
                .flatMap(known -> known.versions().stream().map(Model.Version::version))
                .toList();
        long chosen = version.orElse(
                versions.stream().mapToLong(Long::longValue).max().orElse(0));
        if (!versions.contains(chosen)) {
            throw CliException.failed(
                    versions.isEmpty()
                            ? "the gateway has no model '" + model + "'"
                            : "the gateway has no version " + chosen + " of '" + model + "', but " + versions,
                    "Name the folder of the model too: hewn deploy PATH --model " + model + ".");
        }
        return chosen;
    }

    private Order order(long chosen) throws CliException {
        OptionalDouble weight = weight();
        return new Order(
                model,
                chosen,
                signature,
                strategy,
                slices.map(OptionalInt::of).orElse(OptionalInt.empty()),
                weight.isPresent() ? Optional.of("weighted") : objective,
                weight,
                devices.isEmpty() ? Optional.empty() : Optional.of(devices),
                excluded,
                strict,
                exits.isEmpty() ? Optional.empty() : Optional.of(exits),
                canary.order());
    }

    private OptionalDouble weight() throws CliException {
        if (objective.isEmpty() || objective.get().matches("throughput|latency")) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(objective.get()));
        } catch (NumberFormatException neither) {
            throw CliException.unusable(
                    "there is no objective '" + objective.get() + "'",
                    "Use throughput, latency, or a number from 0 (latency) to 1 (throughput).");
        }
    }

    static Deployment follow(GatewayClient client, Deployment begun, Output output) throws CliException {
        AtomicReference<String> told = new AtomicReference<>("");
        output.note("generation " + begun.generation() + " of " + begun.model() + "/" + begun.version());
        return client.deployments().follow(begun.generation(), now -> {
            String line = String.format("%-10s %s", now.state(), now.progress()).stripTrailing();
            if (!told.getAndSet(line).equals(line)) {
                output.note(line);
            }
        });
    }

    static CliException failure(Deployment deployment) {
        return deployment
                .failure()
                .map(f -> CliException.failed(
                        "generation " + deployment.generation() + " does not serve: " + f.error() + " (" + f.code()
                                + ")",
                        f.remedy()))
                .orElseGet(() -> CliException.failed(
                        "generation " + deployment.generation() + " is " + deployment.state() + ": "
                                + deployment.progress(),
                        ""));
    }
}
