package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.Home;
import hewn.cli.api.Deployment;
import hewn.cli.api.Deployment.Percentiles;
import hewn.cli.api.GatewayClient;
import hewn.cli.bench.Call;
import hewn.cli.bench.InferenceClient;
import hewn.cli.bench.OverheadReport;
import hewn.cli.bench.OverheadReport.Sliced;
import hewn.cli.bench.Rounds;
import hewn.cli.demo.DemoSite;
import hewn.cli.launch.Address;
import hewn.cli.local.ModelFolder;
import hewn.cli.local.Scratch;
import hewn.engine.tensorflow.TensorFlowEngine;
import hewn.inference.Difference;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SampleInputs;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn bench overhead}: what a pipeline takes beside the model in one process. */
@Command(
        name = "overhead",
        description = "Starts a gateway and devices on this machine and prints, as Markdown tables, what one request at"
                + " a time takes through the pipeline, beside the same model called in one process.",
        footer = {
            "",
            "Examples:",
            "  hewn bench overhead itests/models/half_plus_three --batch 25000",
            "  hewn bench overhead resnet50 --slices 1,8 --calls 100 --warm-up 20"
        })
final class OverheadCommand implements Callable<Integer> {
    private static final String THREADS = "hewn.engine.threads"; // of the engine in this process
    private static final String IN_PROCESS = "in-process";
    private static final double TOLERANCE = 1e-5;
    private static final long SEED = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            description = "The folder of a SavedModel, or a folder of numbered versions, of which the last is taken.")
    private Path path;

    @Option(
            names = "--slices",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "Into how many slices to cut it, each on a device of its own (default: ${DEFAULT-VALUE}).")
    private List<Integer> slices;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "The size of every free dimension of the inputs (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many cores each device, and the model in process, may use (default: ${DEFAULT-VALUE}).")
    private int cores;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many calls to measure (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "12000",
            description = "How many calls to make before, for compilers to be done (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    private final List<InferenceClient> clients = new ArrayList<>();

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        slices.forEach(count -> requirePositive("--slices", count));
        requirePositive("--batch", batch);
        requirePositive("--cores", cores);
        requirePositive("--calls", calls);
        requirePositive("--warm-up", warmUp);
        ModelFolder model = ModelFolder.find(path, OptionalLong.empty());
        Output.of(spec).line(new OverheadText(stage(model)));
        return ExitStatus.OK;
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " takes a positive number, but got " + value);
        }
    }

    /** Starts everything, measures, and stops everything. */
    private OverheadReport stage(ModelFolder model) throws CliException, IOException, InterruptedException {
        System.setProperty(THREADS, Integer.toString(cores));
        try (Scratch scratch = Scratch.create("hewn-bench-");
                SliceRunner whole = new TensorFlowEngine().load(model.folder(), EngineOptions.DEFAULT);
                DemoSite site = new DemoSite(Home.find(), scratch.folder(), free("--http"), free("--mqtt"))) {
            return new SiteGuard(site, scratch).during(() -> measure(site, model, whole));
        } catch (EngineException failed) {
            throw CliException.failed(failed.getMessage(), "'hewn check " + path + "' tells more.", failed);
        } finally {
            clients.forEach(InferenceClient::close);
        }
    }

    private static Address free(String option) throws CliException {
        return new Address("127.0.0.1", 0).requireFree(option);
    }

    private OverheadReport measure(DemoSite site, ModelFolder model, SliceRunner whole)
            throws CliException, InterruptedException {
        Output output = Output.of(spec);
        int devices = slices.stream().mapToInt(Integer::intValue).max().orElse(1);
        output.note("starting a gateway and " + devices + " devices ...");
        GatewayClient client = site.startGateway();
        site.startDevices(devices, client, List.of("--cores", Integer.toString(cores)));
        SiteDeployer deployer = new SiteDeployer(client, output);
        Map<String, Tensor> inputs = new SampleInputs(new Random(SEED)).of(whole.inputs(), batch);
        Map<String, Call> subjects = new LinkedHashMap<>();
        subjects.put(IN_PROCESS, () -> run(whole, inputs));
        Map<String, Long> versions = new LinkedHashMap<>();
        for (int count : slices) {
            versions.put(name(count), deployer.upload(name(count), model));
            deployer.serve(name(count), versions.get(name(count)), count);
            InferenceClient asking = new InferenceClient(infer(site, count), inputs);
            clients.add(asking);
            requireEqual(asking.answer(whole.outputs()), run(whole, inputs));
            subjects.put(name(count), asking::ask);
        }
        output.note("warming up ...");
        new Rounds(warmUp).measure(subjects);
        List<Long> generations = new ArrayList<>();
        for (int count : slices) { // a new generation begins to count anew
            generations.add(deployer.serve(name(count), versions.get(name(count)), count)
                    .generation());
        }
        output.note("measuring ...");
        return report(new Rounds(calls).measure(subjects), client, generations);
    }

    private static String name(int count) {
        return "bench-" + count;
    }

    private static URI infer(DemoSite site, int count) {
        return URI.create(site.url() + "/v2/models/" + name(count) + "/infer");
    }

    private static Map<String, Tensor> run(SliceRunner whole, Map<String, Tensor> inputs) throws CliException {
        try {
            return whole.run(inputs);
        } catch (EngineException failed) {
            throw CliException.failed("the whole model does not run: " + failed.getMessage(), "", failed);
        }
    }

    private static void requireEqual(Map<String, Tensor> got, Map<String, Tensor> expected) throws CliException {
        double difference = Difference.between(got, expected);
        if (difference > TOLERANCE) {
            throw CliException.failed("the pipeline answers other than the whole model, by " + difference, "");
        }
    }

    private OverheadReport report(Map<String, Percentiles> measured, GatewayClient client, List<Long> generations)
            throws CliException {
        List<Sliced> pipelines = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            Percentiles http = measured.get(name(slices.get(i)));
            pipelines.add(sliced(http, client.deployments().get(generations.get(i))));
        }
        return new OverheadReport(measured.get(IN_PROCESS), pipelines);
    }

    private static Sliced sliced(Percentiles http, Deployment deployment) throws CliException {
        Percentiles gateway = deployment
                .statistics()
                .map(Deployment.Statistics::latency)
                .orElseThrow(() -> CliException.failed("the gateway has no statistics", ""));
        List<Double> computed = deployment.stages().stream()
                .flatMap(stage -> stage.measured().stream())
                .map(stage -> stage.computed().p50Seconds())
                .toList();
        return new Sliced(http, gateway, computed);
    }
}
