package hewn.savedmodel.internal.write;

import hewn.inference.Signature;
import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.layer.CutSets;
import hewn.savedmodel.internal.read.MetaGraphs;
import hewn.savedmodel.internal.read.ShapeProtos;
import hewn.savedmodel.internal.shape.TensorFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** The message of a slice: one graph tagged for serving, with one signature. */
final class SliceProto {
    private static final String METHOD = "tensorflow/serving/predict";

    private final CutSets cuts;
    private final TensorFacts facts;
    private final Map<Port, String> refs = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private SliceProto(CutSets cuts, TensorFacts facts) {
        this.cuts = cuts;
        this.facts = facts;
    }

    static SavedModel of(SliceGraph slice, FlatGraph graph, CutSets cuts, TensorFacts facts) {
        return new SliceProto(cuts, facts).savedModel(slice, graph);
    }

    private SavedModel savedModel(SliceGraph slice, FlatGraph graph) {
        List<Node> nodes = new ArrayList<>(slice.constants());
        nodes.addAll(slice.nodes());
        nodes.forEach(n -> names.add(n.name()));
        GraphDef.Builder def = GraphDef.newBuilder().setVersions(graph.versions());
        for (Port input : slice.inputs()) {
            def.addNode(placeholder(input));
        }
        nodes.forEach(n -> def.addNode(NodeProtos.node(
                n, p -> refs.getOrDefault(p, ref(p.node().name(), p.index())))));
        def.getLibraryBuilder().addAllFunction(graph.functionsOf(nodes).values());
        MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(def);
        meta.getMetaInfoDefBuilder().addTags(MetaGraphs.SERVE);
        meta.putSignatureDef(Signature.DEFAULT_NAME, signature(slice));
        return SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(meta)
                .build();
    }

    private NodeDef placeholder(Port input) {
        String name = "input/" + refs.size();
        while (!names.add(name)) {
            name += "_";
        }
        refs.put(input, name);
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("Placeholder")
                .putAttr("dtype", AttrValue.newBuilder().setType(input.type()).build())
                .putAttr(
                        "shape",
                        AttrValue.newBuilder()
                                .setShape(ShapeProtos.write(facts.shape(input)))
                                .build())
                .build();
    }

    private SignatureDef signature(SliceGraph slice) {
        SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(METHOD);
        slice.inputs().forEach(p -> signature.putInputs(cuts.name(p), info(p, refs.get(p) + ":0")));
        slice.outputs().forEach(p -> signature.putOutputs(cuts.name(p), info(p, p.toString())));
        return signature.build();
    }

    private TensorInfo info(Port tensor, String name) {
        return TensorInfo.newBuilder()
                .setName(name)
                .setDtype(tensor.type())
                .setTensorShape(ShapeProtos.write(facts.shape(tensor)))
                .build();
    }

    private static String ref(String node, int index) {
        return index == 0 ? node : node + ":" + index;
    }
}
