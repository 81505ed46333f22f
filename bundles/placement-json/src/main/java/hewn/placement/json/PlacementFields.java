package hewn.placement.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.graph.LayerRange;
import hewn.placement.CostModel;
import hewn.placement.Placement;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;

/** A placement as fields. */
final class PlacementFields {
    private PlacementFields() {}

    /** Reads a placement, whose figures the cost model predicts where the file does not state them. */
    static Placement read(Fields fields, CostModel costs) throws PlacementFileException {
        List<Stage> stages = fields.requiredList("stages", Fields.object(PlacementFields::stage));
        Optional<Prediction> stated = fields.optional("prediction", Fields.object(PlacementFields::prediction));
        return new Placement(
                stages,
                stated.orElseGet(() -> costs.predict(stages)),
                fields.optional("bound", Fields.object(PlacementFields::bound)),
                fields.optional("explanation", Fields::text).orElse(""));
    }

    static ObjectNode write(Placement placement, ObjectNode to) {
        ArrayNode stages = to.putArray("stages");
        placement
                .stages()
                .forEach(stage -> stages.addObject()
                        .put("device", stage.device().value())
                        .put("firstLayer", stage.layers().from())
                        .put("lastLayer", stage.layers().to() - 1));
        write(placement.prediction(), to.putObject("prediction"));
        placement
                .bound()
                .ifPresent(bound -> to.putObject("bound")
                        .put("lowerBoundSeconds", bound.lowerBoundSeconds())
                        .put("optimal", bound.optimal()));
        return to.put("explanation", placement.explanation());
    }

    private static void write(Prediction prediction, ObjectNode to) {
        ArrayNode stages = to.putArray("stageSeconds");
        prediction.stageSeconds().forEach(stages::add);
        ArrayNode hops = to.putArray("hopSeconds");
        prediction.hopSeconds().forEach(hops::add);
        ArrayNode busy = to.putArray("hopBusySeconds");
        prediction.hopBusySeconds().forEach(busy::add);
        ArrayNode memory = to.putArray("stageMemoryBytes");
        prediction.stageMemoryBytes().forEach(memory::add);
        to.put("bytesMoved", prediction.bytesMoved())
                .put("energyJoules", prediction.energyJoules())
                .put("unfairnessSeconds", prediction.unfairnessSeconds())
                .put("layersMeasured", prediction.layersMeasured());
    }

    private static Stage stage(Fields fields) throws PlacementFileException {
        return Stage.on(
                new LayerRange(
                        fields.required("firstLayer", Fields::count), fields.required("lastLayer", Fields::count) + 1),
                fields.required("device", DeviceFields::id));
    }

    private static Prediction prediction(Fields fields) throws PlacementFileException {
        List<Double> hops = fields.requiredList("hopSeconds", Fields::number);
        return new Prediction(
                fields.requiredList("stageSeconds", Fields::number),
                hops,
                fields.optional("hopBusySeconds", (where, array) -> Fields.elements(where, array, Fields::number))
                        .orElse(hops),
                fields.requiredList("stageMemoryBytes", Fields::whole),
                fields.required("bytesMoved", Fields::whole),
                fields.optional("energyJoules", Fields::number).orElse(0.0),
                fields.optional("unfairnessSeconds", Fields::number).orElse(0.0),
                fields.optional("layersMeasured", Fields::truth).orElse(false));
    }

    private static Placement.Bound bound(Fields fields) throws PlacementFileException {
        return new Placement.Bound(
                fields.required("lowerBoundSeconds", Fields::number), fields.required("optimal", Fields::truth));
    }
}
