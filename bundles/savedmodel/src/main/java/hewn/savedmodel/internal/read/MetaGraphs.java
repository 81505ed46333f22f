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

    private MetaGraphs() {}

    /**
     * The graph that is made for serving. If there are several, such as one for GPUs, it is the one with the fewest tags.
     *
     * @param model what was read
     * @return the graph with its signatures and functions
     * @throws ModelException if there is none
     */
    public static MetaGraphDef serving(SavedModel model) throws ModelException {
        List<List<String>> tags = model.getMetaGraphsList().stream()
                .map(g -> List.copyOf(g.getMetaInfoDef().getTagsList()))
                .toList();
        return model.getMetaGraphsList().stream()
                .filter(g -> g.getMetaInfoDef().getTagsList().contains(SERVE))
                .min((a, b) -> Integer.compare(
                        a.getMetaInfoDef().getTagsCount(), b.getMetaInfoDef().getTagsCount()))
                .orElseThrow(() -> new ModelException(
                        Slice.FILE,
                        tags.isEmpty()
                                ? "holds no graph at all"
                                : "holds no graph tagged '" + SERVE + "', but only graphs tagged " + tags,
                        "Export the model for serving: model.export(folder), or tf.saved_model.save."));
    }
}
