package hewn.cli.local;

import hewn.cli.CliException;
import hewn.graph.LayerGraph;
import hewn.inference.SampleInputs;
import hewn.inference.Signature;
import hewn.inference.SourceModel;
import hewn.tensor.Tensor;
import java.util.Map;
import java.util.Random;

/**
 * A model on disk as a gateway serves it by default.
 *
 * @param graph its layers
 * @param inputs one sample, to keep it busy; the same at every reading
 */
public record ServedModel(LayerGraph graph, Map<String, Tensor> inputs) {
    private static final long SEED = 1;

    /** Copies the map. */
    public ServedModel {
        inputs = Map.copyOf(inputs);
    }

    /**
     * Reads the signature that is served by default.
     *
     * @param folder the model
     * @param tools to read it
     * @return its layers and one sample
     * @throws CliException if the model can't be read, or has no such signature
     */
    public static ServedModel read(ModelFolder folder, ModelTools tools) throws CliException {
        SourceModel model = tools.read(folder.folder());
        Signature signature = model.signatures().stream()
                .filter(each -> each.name().equals(Signature.DEFAULT_NAME))
                .findFirst()
                .orElseThrow(() -> CliException.unusable(
                        "'" + folder.folder() + "' has no signature " + Signature.DEFAULT_NAME, ""));
        return new ServedModel(
                model.layers(signature.name()), new SampleInputs(new Random(SEED)).of(signature.inputs(), 1));
    }
}
