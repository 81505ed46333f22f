package hewn.savedmodel.internal;

import hewn.graph.Cut;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.freeze.Freezer;
import hewn.savedmodel.internal.freeze.Variables;
import hewn.savedmodel.internal.inline.Inliner;
import hewn.savedmodel.internal.inline.Library;
import hewn.savedmodel.internal.layer.CutSets;
import hewn.savedmodel.internal.layer.Figures;
import hewn.savedmodel.internal.layer.LayerPlan;
import hewn.savedmodel.internal.layer.OutputNodes;
import hewn.savedmodel.internal.read.CallSignature;
import hewn.savedmodel.internal.shape.TensorFacts;
import hewn.savedmodel.internal.write.SliceGraph;
import hewn.savedmodel.internal.write.SliceWriter;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.VersionDef;

/** One signature of a model, ready to be cut. */
final class CutSignature {
    private final Signature signature;
    private final LayerPlan plan;
    private final CutSets cuts;
    private final LayerGraph layers;
    private final SliceWriter writer;

    private CutSignature(String name, LayerPlan plan, TensorFacts facts) throws ModelException {
        this.plan = plan;
        this.cuts = CutSets.of(plan);
        this.writer = new SliceWriter(plan.graph(), cuts, facts);
        this.layers = new LayerGraph(Figures.of(plan, cuts, facts), cuts());
        this.signature = new Signature(
                name, sorted(layers.cuts().get(0)), sorted(layers.cuts().get(layers.size())));
    }

    static CutSignature of(
            Library library, CallSignature call, VersionDef versions, Variables variables, ModelLimits limits)
            throws ModelException {
        FlatGraph inlined = Inliner.inline(library, call, versions, limits);
        FlatGraph graph = OutputNodes.apply(Freezer.freeze(inlined, library, variables, limits));
        TensorFacts facts = TensorFacts.of(graph);
        return new CutSignature(call.name(), LayerPlan.of(graph, facts::bytes), facts);
    }

    Signature signature() {
        return signature;
    }

    LayerGraph layers() {
        return layers;
    }

    Map<String, Integer> operations() {
        Map<String, Integer> layerOf = new HashMap<>();
        for (int layer = 0; layer < plan.layers().size(); layer++) {
            for (Node node : plan.layers().get(layer).nodes()) {
                layerOf.put(node.name(), layer);
            }
        }
        return layerOf;
    }

    Slice write(LayerRange range, Path folder) throws ModelException, IOException {
        if (range.to() > layers.size()) {
            throw new IllegalArgumentException("there are " + layers.size() + " layers, but asked for are " + range);
        }
        return writer.write(SliceGraph.of(plan, cuts, range), range, folder);
    }

    private List<Cut> cuts() {
        List<Cut> all = new ArrayList<>();
        for (int p = 0; p <= plan.layers().size(); p++) {
            all.add(new Cut(p, cuts.at(p).stream().map(writer::spec).toList()));
        }
        return all;
    }

    private static List<TensorSpec> sorted(Cut cut) {
        return cut.tensors().stream()
                .sorted(Comparator.comparing(TensorSpec::name))
                .toList();
    }
}
