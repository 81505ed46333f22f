package hewn.savedmodel.internal.policy;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** The nodes that TensorFlow runs when it loads a model, after it restored the variables. */
final class Initialisers {
    private static final String SIGNATURE = "__saved_model_init_op";
    private static final List<String> COLLECTIONS = List.of("saved_model_main_op", "legacy_init_op");

    private Initialisers() {}

    static List<String> of(MetaGraphDef graph) {
        List<String> nodes = new ArrayList<>();
        SignatureDef signature = graph.getSignatureDefOrDefault(SIGNATURE, SignatureDef.getDefaultInstance());
        signature.getOutputsMap().values().stream().map(TensorInfo::getName).forEach(nodes::add);
        for (String collection : COLLECTIONS) {
            CollectionDef named = graph.getCollectionDefOrDefault(collection, CollectionDef.getDefaultInstance());
            nodes.addAll(named.getNodeList().getValueList());
        }
        return nodes;
    }
}
