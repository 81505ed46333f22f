package hewn.placement.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Constraints as fields, each of which may be left out. */
final class ConstraintsFields {
    private ConstraintsFields() {}

    static Constraints read(Fields fields) throws PlacementFileException {
        return new Constraints(
                fields.optional("devices", ConstraintsFields::ids),
                fields.optional("excluded", ConstraintsFields::ids).orElse(Set.of()),
                fields.optional("memoryHeadroom", Fields::number).orElse(Constraints.NONE.memoryHeadroom()),
                count(fields, "stages"),
                count(fields, "maxStages"),
                fields.optional("first", DeviceFields::id),
                fields.optional("last", DeviceFields::id),
                fields.list("tiers", ConstraintsFields::ids));
    }

    static void write(Constraints constraints, ObjectNode to) {
        constraints.allowed().ifPresent(ids -> write(ids, to.putArray("devices")));
        if (!constraints.excluded().isEmpty()) {
            write(constraints.excluded(), to.putArray("excluded"));
        }
        Numbers.put(to, "memoryHeadroom", constraints.memoryHeadroom());
        constraints.stages().ifPresent(stages -> to.put("stages", stages));
        constraints.maxStages().ifPresent(stages -> to.put("maxStages", stages));
        constraints.first().ifPresent(id -> to.put("first", id.value()));
        constraints.last().ifPresent(id -> to.put("last", id.value()));
        if (!constraints.tiers().isEmpty()) {
            ArrayNode tiers = to.putArray("tiers");
            constraints.tiers().forEach(tier -> write(tier, tiers.addArray()));
        }
    }

    private static void write(Set<DeviceId> ids, ArrayNode to) {
        ids.stream().sorted().forEach(id -> to.add(id.value()));
    }

    private static Set<DeviceId> ids(String where, JsonNode node) throws PlacementFileException {
        List<DeviceId> ids = Fields.elements(where, node, DeviceFields::id);
        return Set.copyOf(ids);
    }

    private static OptionalInt count(Fields fields, String name) throws PlacementFileException {
        Optional<Integer> count = fields.optional(name, Fields::count);
        return count.isPresent() ? OptionalInt.of(count.get()) : OptionalInt.empty();
    }
}
