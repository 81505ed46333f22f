package hewn.savedmodel;

import hewn.graph.LayerRange;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Looks into slices. */
final class Slices {
    private Slices() {}

    static Slice write(SourceModel model, int from, int to, Path folder) throws Exception {
        return model.writeSlice(Signature.DEFAULT_NAME, new LayerRange(from, to), folder);
    }

    static Slice whole(SourceModel model, Path folder) throws Exception {
        return write(model, 0, model.layers(Signature.DEFAULT_NAME).size(), folder);
    }

    static MetaGraphDef graph(Path folder) throws IOException {
        return SavedModel.parseFrom(Files.readAllBytes(folder.resolve(Slice.FILE)))
                .getMetaGraphs(0);
    }

    static List<String> operations(Path folder) throws IOException {
        GraphDef graph = graph(folder).getGraphDef();
        return graph.getNodeList().stream().map(NodeDef::getOp).toList();
    }
}
