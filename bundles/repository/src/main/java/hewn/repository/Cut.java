package hewn.repository;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.tensor.Digest;
import java.nio.charset.StandardCharsets;

/**
 * What a slice is cut from. Equal cuts give equal slices.
 *
 * @param model the model's name and version
 * @param content all of the model's files, see {@link Checksums#content()}
 * @param signature the signature's name
 * @param layers which of the signature's layers
 * @param meaning what these layers are; another slicer may see others in the same model
 */
record Cut(ModelId model, Digest content, String signature, LayerRange layers, Digest meaning) {
    /** A cut of a graph that was read of the model. */
    static Cut of(ModelId model, Digest content, String signature, LayerRange layers, LayerGraph graph) {
        return new Cut(model, content, signature, layers, meaning(layers, graph));
    }

    private static Digest meaning(LayerRange layers, LayerGraph graph) {
        if (layers.to() > graph.size()) {
            throw new IllegalArgumentException(
                    "layers " + layers + " are not all in a graph of " + graph.size() + " layers");
        }
        return digest(graph.layers().subList(layers.from(), layers.to()).toString()
                + graph.cuts().get(layers.from())
                + graph.cuts().get(layers.to()));
    }

    /** A file name that other cuts of the same model don't have. */
    String fileName() {
        return layers.from() + "-" + layers.to() + "-" + digest(signature).abbreviated() + ".json";
    }

    private static Digest digest(String text) {
        return Digest.of(StandardCharsets.UTF_8.encode(text));
    }
}
