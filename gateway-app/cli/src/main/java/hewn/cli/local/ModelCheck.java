package hewn.cli.local;

import hewn.cli.CliException;
import hewn.cli.local.CheckReport.LayerReport;
import hewn.cli.local.CheckReport.RefusalReport;
import hewn.cli.local.CheckReport.SignatureReport;
import hewn.cli.local.CheckReport.SliceReport;
import hewn.cli.local.CheckReport.SlicingReport;
import hewn.cli.text.Quantity;
import hewn.fleet.FleetSnapshot;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.inference.CutPositions;
import hewn.inference.Difference;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelException;
import hewn.inference.SampleInputs;
import hewn.inference.Signature;
import hewn.inference.SliceRunner;
import hewn.inference.SlicedRun;
import hewn.inference.SourceModel;
import hewn.placement.CostModel;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Answers whether a model would be served: reads it, runs it whole, cuts it, runs the slices, compares.
 */
public final class ModelCheck {
    private static final long SEED = 1;
    private static final int BATCH = 2;

    private final ModelTools tools;
    private final CheckOptions options;
    private final Progress progress;

    /**
     * A check with the given tools.
     *
     * @param tools read and run models
     * @param options how to check
     * @param progress is told what is being done
     */
    public ModelCheck(ModelTools tools, CheckOptions options, Progress progress) {
        this.tools = tools;
        this.options = options;
        this.progress = progress;
    }

    /** What is told what is being done. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Something begins.
         *
         * @param what is done now
         */
        void begins(String what);
    }

    /**
     * Checks a model.
     *
     * @param folder of one version
     * @return what came of it
     * @throws CliException if there is no such signature, or the inputs can't be read
     * @throws IOException if slices can't be written
     */
    public CheckReport check(Path folder) throws CliException, IOException {
        try {
            progress.begins("reading the model");
            SourceModel model = tools.reader().read(folder, tools.limits());
            return check(folder, model, signature(model));
        } catch (ModelException refused) {
            return CheckReport.refused(
                    folder.toString(),
                    new RefusalReport(refused.where(), refused.getMessage(), refused.remedy()),
                    options.tolerance());
        }
    }

    private Signature signature(SourceModel model) throws CliException {
        if (options.signature().isEmpty()) {
            return model.signatures().get(0);
        }
        String name = options.signature().get();
        return model.signatures().stream()
                .filter(signature -> signature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CliException.unusable(
                        "the model has no signature '" + name + "'",
                        "It has "
                                + model.signatures().stream()
                                        .map(Signature::name)
                                        .toList() + "."));
    }

    private CheckReport check(Path folder, SourceModel model, Signature signature)
            throws CliException, ModelException, IOException {
        LayerGraph graph = model.layers(signature.name());
        List<SlicingReport> slicings = new ArrayList<>();
        Optional<RefusalReport> refusal = run(folder, model, signature, graph, slicings);
        return new CheckReport(
                folder.toString(),
                refusal.isEmpty(),
                refusal,
                model.signatures().stream().map(ModelCheck::report).toList(),
                Optional.of(signature.name()),
                layers(graph),
                graph.weightBytes(graph.whole()),
                graph.flops(graph.whole()),
                slicings,
                options.tolerance());
    }

    private Optional<RefusalReport> run(
            Path folder, SourceModel model, Signature signature, LayerGraph graph, List<SlicingReport> slicings)
            throws CliException, ModelException, IOException {
        Map<String, Tensor> inputs = inputs(signature);
        EngineOptions how = new EngineOptions(signature.name(), options.strict(), EngineOptions.DEFAULT.runLimit());
        try (ModelTools.OpenEngine open = tools.engines().open()) {
            InferenceEngine engine = open.engine();
            progress.begins("running the whole model");
            Map<String, Tensor> expected = whole(engine, folder, how, inputs);
            for (int slices : options.slices()) {
                progress.begins("running it in " + Quantity.of(slices, "slice"));
                slicings.add(sliced(model, graph, slices, engine, how, inputs, expected));
            }
        } catch (EngineException failed) {
            return Optional.of(new RefusalReport(
                    "running " + (slicings.isEmpty() ? "the model" : "its slices"),
                    failed.getMessage(),
                    "Try other inputs with --inputs FILE; a model that needs more time or memory than allowed"
                            + " can't be served."));
        }
        return slicings.stream()
                .filter(slicing -> !(slicing.difference() <= options.tolerance()))
                .findFirst()
                .map(this::tooDifferent);
    }

    private RefusalReport tooDifferent(SlicingReport slicing) {
        return new RefusalReport(
                Quantity.of(slicing.slices(), "slice"),
                "the answer of " + Quantity.of(slicing.slices(), "slice") + " differs from the whole model's by "
                        + slicing.difference() + ", more than " + options.tolerance(),
                options.strict()
                        ? "Check it without --strict if the last bits do not matter."
                        : "Please report the model: this is a fault of Hewn.");
    }

    private Map<String, Tensor> inputs(Signature signature) throws CliException {
        if (options.inputs().isPresent()) {
            return new InputFile(options.inputs().get()).read(signature.inputs());
        }
        try {
            return new SampleInputs(new SplittableRandom(SEED)).of(signature.inputs(), BATCH);
        } catch (IllegalArgumentException unknownRank) {
            throw CliException.unusable(unknownRank.getMessage(), "Give inputs with --inputs FILE.");
        }
    }

    private static Map<String, Tensor> whole(
            InferenceEngine engine, Path folder, EngineOptions how, Map<String, Tensor> inputs) throws EngineException {
        try (SliceRunner whole = engine.load(folder, how)) {
            return whole.run(inputs);
        }
    }

    private SlicingReport sliced(
            SourceModel model,
            LayerGraph graph,
            int slices,
            InferenceEngine engine,
            EngineOptions how,
            Map<String, Tensor> inputs,
            Map<String, Tensor> expected)
            throws EngineException, ModelException, IOException {
        SortedSet<Integer> positions = CutPositions.even(graph.size(), slices);
        try (Scratch scratch = Scratch.create("hewn-check-");
                SlicedRun run = SlicedRun.open(model, positions, engine, how, scratch.folder())) {
            double difference = Difference.between(run.run(inputs), expected);
            CostModel costs = new CostModel(graph, new FleetSnapshot(Instant.EPOCH, List.of(), List.of()));
            return new SlicingReport(
                    run.slices().size(),
                    List.copyOf(positions),
                    run.slices().stream()
                            .map(slice -> new SliceReport(
                                    slice.layers().from(),
                                    slice.layers().to() - 1,
                                    slice.sizeBytes(),
                                    costs.memoryBytes(slice.layers())))
                            .toList(),
                    difference);
        }
    }

    private static SignatureReport report(Signature signature) {
        return new SignatureReport(
                signature.name(),
                signature.inputs().stream().map(TensorSpec::toString).toList(),
                signature.outputs().stream().map(TensorSpec::toString).toList());
    }

    private static List<LayerReport> layers(LayerGraph graph) {
        return IntStream.range(0, graph.size())
                .mapToObj(i -> layer(i, graph.layers().get(i), graph.cuts().get(i + 1)))
                .toList();
    }

    private static LayerReport layer(int index, Layer layer, Cut behind) {
        return new LayerReport(
                index,
                layer.name(),
                layer.kind(),
                layer.flops(),
                layer.weightBytes(),
                layer.peakActivationBytes(),
                behind.position(),
                behind.bytes(1),
                behind.tensors().size());
    }
}
