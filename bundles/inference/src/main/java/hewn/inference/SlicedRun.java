package hewn.inference;

import hewn.graph.LayerRange;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A model cut into slices that run one after another in one place: what a pipeline computes, without the pipeline.
 *
 * <p>Safe for use by several threads until it is closed.
 */
public final class SlicedRun implements AutoCloseable {
    private final Signature signature;
    private final List<Slice> slices;
    private final List<SliceRunner> runners;

    private SlicedRun(Signature signature, List<Slice> slices, List<SliceRunner> runners) {
        this.signature = signature;
        this.slices = slices;
        this.runners = runners;
    }

    /**
     * Cuts a model, writes its slices and loads them.
     *
     * @param model what to cut
     * @param positions where to cut, each greater than 0 and less than the number of layers
     * @param engine what runs the slices
     * @param options which signature to cut, and how the slices are run
     * @param folder where each slice gets a folder of its own, named by its number from 0; must stay in place
     * @return the loaded slices
     * @throws ModelException if the model can't be cut so
     * @throws EngineException if a slice can't be loaded
     * @throws IOException if writing fails
     * @throws IllegalArgumentException if there is no such signature or position
     */
    public static SlicedRun open(
            SourceModel model, SortedSet<Integer> positions, InferenceEngine engine, EngineOptions options, Path folder)
            throws ModelException, EngineException, IOException {
        Signature signature = signature(model, options.signature());
        List<Slice> slices = new ArrayList<>();
        for (LayerRange range : model.layers(signature.name()).split(positions)) {
            slices.add(model.writeSlice(signature.name(), range, folder(folder, slices.size())));
        }
        EngineOptions ofSlices = new EngineOptions(Signature.DEFAULT_NAME, options.strict(), options.runLimit());
        return new SlicedRun(signature, List.copyOf(slices), load(slices.size(), engine, ofSlices, folder));
    }

    private static Signature signature(SourceModel model, String name) {
        return model.signatures().stream()
                .filter(signature -> signature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no signature '" + name + "'"));
    }

    private static List<SliceRunner> load(int count, InferenceEngine engine, EngineOptions options, Path folder)
            throws EngineException {
        List<SliceRunner> runners = new ArrayList<>();
        try {
            while (runners.size() < count) {
                runners.add(engine.load(folder(folder, runners.size()), options));
            }
            return List.copyOf(runners);
        } catch (EngineException failed) {
            runners.forEach(SliceRunner::close);
            throw failed;
        }
    }

    private static Path folder(Path parent, int slice) {
        return parent.resolve(Integer.toString(slice));
    }

    /**
     * What the model was cut into.
     *
     * @return the slices, in the order in which they run
     */
    public List<Slice> slices() {
        return slices;
    }

    /**
     * Computes the outputs, slice by slice; what a slice does not compute bypasses it.
     *
     * @param inputs of the model
     * @return its outputs
     * @throws EngineException if an input is missing or does not fit, or a slice fails
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException {
        Map<String, Tensor> alive = inputs;
        for (int slice = 0; slice < runners.size(); slice++) {
            Map<String, Tensor> next = new LinkedHashMap<>(runners.get(slice).run(alive));
            for (String name : slices.get(slice).bypass()) {
                next.put(name, required(alive, name));
            }
            alive = next;
        }
        return outputs(alive);
    }

    private Map<String, Tensor> outputs(Map<String, Tensor> alive) throws EngineException {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (TensorSpec output : signature.outputs()) {
            outputs.put(output.name(), required(alive, output.name()));
        }
        return Collections.unmodifiableMap(outputs);
    }

    private static Tensor required(Map<String, Tensor> tensors, String name) throws EngineException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new EngineException("tensor '" + name + "' is missing, but got " + tensors.keySet());
        }
        return tensor;
    }

    /** Frees what the slices hold; their files stay. */
    @Override
    public void close() {
        runners.forEach(SliceRunner::close);
    }
}
