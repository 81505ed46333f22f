package hewn.savedmodel.internal.read;

import hewn.inference.ModelException;
import hewn.inference.Slice;
import java.util.List;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** The graphs of a SavedModel, which are told apart by tags. */
public final class MetaGraphs {
    /** The tag of a graph that is made for serving. */
    public static final String SERVE = "serve";

    /** {@code TF_GRAPH_DEF_VERSION} of TensorFlow 2.18. */
    private static final int GRAPH_VERSION = 1994;

    private MetaGraphs() {}

    /**
     * The graph that is made for serving. If there are several, such as one for GPUs, it is the one with the fewest tags.
     *
     * @param model what was read
     * @return the graph with its signatures and functions
     * @throws ModelException if there is none, or it needs a newer TensorFlow
     */
    public static MetaGraphDef serving(SavedModel model) throws ModelException {
        List<List<String>> tags = model.getMetaGraphsList().stream()
                .map(g -> List.copyOf(g.getMetaInfoDef().getTagsList()))
                .toList();
        MetaGraphDef serving = model.getMetaGraphsList().stream()
                .filter(g -> g.getMetaInfoDef().getTagsList().contains(SERVE))
                .min((a, b) -> Integer.compare(
                        a.getMetaInfoDef().getTagsCount(), b.getMetaInfoDef().getTagsCount()))
                .orElseThrow(() -> new ModelException(
                        Slice.FILE,
                        tags.isEmpty()
                                ? "holds no graph at all"
                                : "holds no graph tagged '" + SERVE + "', but only graphs tagged " + tags,
                        "Export the model for serving: model.export(folder), or tf.saved_model.save."));
        int needed = serving.getGraphDef().getVersions().getMinConsumer();
        if (needed > GRAPH_VERSION) {
            throw new ModelException(
                    Slice.FILE,
                    "needs a TensorFlow of graph version " + needed + ", and TensorFlow 2.18 has " + GRAPH_VERSION,
                    "Export the model with an older TensorFlow.");
        }
        return serving;
    }
}
