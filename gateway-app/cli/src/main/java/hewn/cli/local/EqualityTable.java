package hewn.cli.local;

import hewn.cli.CliException;
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
import hewn.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;

/**
 * Measures how far the answers of sliced models lie from those of the whole ones.
 *
 * <p>A model is called with its recorded inputs ({@code io/VERSION.json} beside its versions) or, where there are none,
 * with random ones.
 */
public final class EqualityTable {
    private static final long SEED = 1;
    private static final int BATCH = 2;

    private final ModelTools tools;
    private final List<Integer> slices;

    /**
     * A table with a column for each number of slices.
     *
     * @param tools read and run models
     * @param slices the numbers of slices
     */
    public EqualityTable(ModelTools tools, List<Integer> slices) {
        this.tools = tools;
        this.slices = List.copyOf(slices);
    }

    /**
     * What was measured of a model.
     *
     * @param model its name and version
     * @param layers how many it has
     * @param differences for each number of slices, the larger one of even and of random cuts
     * @param strict the largest of all in strict mode
     */
    public record Row(String model, int layers, List<Double> differences, double strict) {
        /** Copies the list. */
        public Row {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Measures a model.
     *
     * @param version the folder of one version
     * @return its row
     * @throws CliException if its recorded inputs can't be read
     * @throws ModelException if the model is refused
     * @throws EngineException if it can't be run
     * @throws IOException if slices can't be written
     */
    public Row measure(Path version) throws CliException, ModelException, EngineException, IOException {
        SourceModel model = tools.reader().read(version, tools.limits());
        Signature signature = model.signatures().get(0);
        Map<String, Tensor> inputs = inputs(version, signature);
        try (ModelTools.OpenEngine open = tools.engines().open()) {
            Trial trial = new Trial(open.engine(), version, model, signature.name(), inputs);
            List<Double> differences = trial.differences(slices, false);
            double strict = trial.differences(slices, true).stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            return new Row(name(version), model.layers(signature.name()).size(), differences, strict);
        }
    }

    /**
     * What a model is called in the table.
     *
     * @param version the folder of one version
     * @return the names of that folder and the one that it is in
     */
    public static String name(Path version) {
        Path absolute = version.toAbsolutePath().normalize();
        return absolute.getParent().getFileName() + "/" + absolute.getFileName();
    }

    private static Map<String, Tensor> inputs(Path version, Signature signature) throws CliException {
        Path recorded = version.resolveSibling("io").resolve(version.getFileName() + ".json");
        return Files.exists(recorded)
                ? new InputFile(recorded).read(signature.inputs())
                : new SampleInputs(new Random(SEED)).of(signature.inputs(), BATCH);
    }

    /** One model with its inputs, to be cut this way and that. */
    private record Trial(
            InferenceEngine engine, Path folder, SourceModel model, String signature, Map<String, Tensor> inputs) {
        List<Double> differences(List<Integer> slices, boolean strict)
                throws ModelException, EngineException, IOException {
            EngineOptions options = new EngineOptions(signature, strict, EngineOptions.DEFAULT.runLimit());
            Map<String, Tensor> whole = whole(options);
            Random random = new Random(SEED);
            int layers = model.layers(signature).size();
            List<Double> differences = new ArrayList<>();
            for (int count : slices) {
                double largest = 0;
                for (SortedSet<Integer> positions :
                        List.of(CutPositions.even(layers, count), CutPositions.random(layers, count, random))) {
                    largest = Math.max(largest, Difference.between(sliced(positions, options), whole));
                }
                differences.add(largest);
            }
            return differences;
        }

        private Map<String, Tensor> whole(EngineOptions options) throws EngineException {
            try (SliceRunner whole = engine.load(folder, options)) {
                return whole.run(inputs);
            }
        }

        private Map<String, Tensor> sliced(SortedSet<Integer> positions, EngineOptions options)
                throws ModelException, EngineException, IOException {
            try (Scratch scratch = Scratch.create("hewn-equality-");
                    SlicedRun run = SlicedRun.open(model, positions, engine, options, scratch.folder())) {
                return run.run(inputs);
            }
        }
    }
}
