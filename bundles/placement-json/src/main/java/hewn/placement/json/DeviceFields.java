package hewn.placement.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import java.util.Optional;

/** What is stated of a device besides its id, each field perhaps left to a default. */
record DeviceFields(
        Optional<String> type,
        Optional<Integer> cores,
        Optional<Double> memory,
        Optional<Double> speed,
        Optional<Double> watts,
        Optional<String> dataAddress) {
    /** Nothing is stated. */
    static final DeviceFields NONE = new DeviceFields(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String UNSTATED_TYPE = "unknown";
    private static final String UNSTATED_ADDRESS = "127.0.0.1:0";

    static DeviceFields read(Fields fields) throws PlacementFileException {
        return new DeviceFields(
                fields.optional("type", Fields::text),
                fields.optional("cores", Fields::count),
                fields.optional("memory", Fields.measure(Measure.BYTES)),
                fields.optional("speed", Fields.measure(Measure.FLOPS_PER_SECOND)),
                fields.optional("watts", Fields::number),
                fields.optional("dataAddress", Fields::text));
    }

    /** A device that takes from these what it does not state. */
    Device device(Fields fields) throws PlacementFileException {
        DeviceId id = fields.required("id", DeviceFields::id);
        DeviceFields own = read(fields);
        return new Device(
                id,
                own.type.or(() -> type).orElse(UNSTATED_TYPE),
                own.cores.or(() -> cores).orElse(1),
                Math.round(stated(own.memory.or(() -> memory), fields, "memory", Measure.BYTES)),
                stated(own.speed.or(() -> speed), fields, "speed", Measure.FLOPS_PER_SECOND),
                own.dataAddress.or(() -> dataAddress).orElse(UNSTATED_ADDRESS),
                own.watts.or(() -> watts).orElse(Device.ASSUMED_WATTS));
    }

    static void write(Device device, ObjectNode to) {
        to.put("id", device.id().value())
                .put("type", device.type())
                .put("cores", device.cores())
                .put("memory", device.memoryBytes())
                .put("dataAddress", device.dataAddress());
        Numbers.put(to, "speed", device.flopsPerSecond());
        Numbers.put(to, "watts", device.watts());
    }

    static DeviceId id(String where, JsonNode node) throws PlacementFileException {
        String text = Fields.text(where, node);
        return Fields.value(where, () -> new DeviceId(text));
    }

    private static double stated(Optional<Double> value, Fields fields, String name, Measure measure)
            throws PlacementFileException {
        return value.orElseThrow(() -> new PlacementFileException(
                fields.path() + "." + name,
                "neither the device nor \"defaults\" states it",
                "write " + measure.example()));
    }
}
