package hewn.placement.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.placement.Objective;

/** An objective as a word, or as an object of weights. */
final class ObjectiveFields {
    private static final String FIELD = "objective";
    private static final String THROUGHPUT = "throughput";
    private static final String LATENCY = "latency";

    private ObjectiveFields() {}

    static Objective read(String where, JsonNode node) throws PlacementFileException {
        if (node.isObject()) {
            return Fields.of(where, node, ObjectiveFields::weighted);
        }
        return switch (node.asText()) {
            case THROUGHPUT -> new Objective.Throughput();
            case LATENCY -> new Objective.Latency();
            default ->
                throw new PlacementFileException(
                        where,
                        "there is no objective " + node,
                        "write \"throughput\", \"latency\", or {\"throughputWeight\": 0.5}");
        };
    }

    static void write(Objective objective, ObjectNode to) {
        if (objective instanceof Objective.Weighted weighted) {
            ObjectNode weights = to.putObject(FIELD);
            Numbers.put(weights, "throughputWeight", weighted.throughputWeight());
            Numbers.put(weights, "energyWeight", weighted.energyWeight());
            Numbers.put(weights, "fairnessWeight", weighted.fairnessWeight());
        } else {
            to.put(FIELD, objective instanceof Objective.Throughput ? THROUGHPUT : LATENCY);
        }
    }

    private static Objective weighted(Fields fields) throws PlacementFileException {
        return new Objective.Weighted(
                fields.required("throughputWeight", Fields::number),
                fields.optional("energyWeight", Fields::number).orElse(0.0),
                fields.optional("fairnessWeight", Fields::number).orElse(0.0));
    }
}
