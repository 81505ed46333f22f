package hewn.placement.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.graph.Cut;
import hewn.graph.EarlyExit;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/** A layer graph as fields. */
final class GraphFields {
    private GraphFields() {}

    static LayerGraph read(Fields fields) throws PlacementFileException {
        fields.has("description"); // for people
        return new LayerGraph(
                fields.requiredList("layers", Fields.object(GraphFields::layer)),
                cuts(fields),
                fields.list("exits", Fields.object(GraphFields::exit)));
    }

    static ObjectNode write(LayerGraph graph, ObjectNode to) {
        ArrayNode layers = to.putArray("layers");
        graph.layers()
                .forEach(layer -> layers.addObject()
                        .put("name", layer.name())
                        .put("kind", layer.kind())
                        .put("flops", layer.flops())
                        .put("weightBytes", layer.weightBytes())
                        .put("peakActivationBytes", layer.peakActivationBytes()));
        ArrayNode cuts = to.putArray("cuts");
        graph.cuts().forEach(cut -> CutFields.write(cut, cuts.addArray()));
        if (!graph.exits().isEmpty()) {
            ArrayNode exits = to.putArray("exits");
            graph.exits()
                    .forEach(exit ->
                            exits.addObject().put("position", exit.position()).put("probability", exit.probability()));
        }
        return to;
    }

    private static List<Cut> cuts(Fields fields) throws PlacementFileException {
        List<Cut> cuts = new ArrayList<>();
        for (CutFields.Tensors tensors : fields.requiredList("cuts", CutFields::read)) {
            cuts.add(new Cut(cuts.size(), tensors.tensors()));
        }
        return cuts;
    }

    private static Layer layer(Fields fields) throws PlacementFileException {
        return new Layer(
                fields.required("name", Fields::text),
                fields.optional("kind", Fields::text).orElse("Layer"),
                fields.required("flops", Fields::whole),
                fields.required("weightBytes", Fields::whole),
                fields.required("peakActivationBytes", Fields::whole));
    }

    private static EarlyExit exit(Fields fields) throws PlacementFileException {
        return new EarlyExit(
                fields.required("position", Fields::count), fields.required("probability", Fields::number));
    }
}
