package hewn.placement.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.fleet.Device;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The devices and links of a fleet as fields. */
final class FleetFields {
    private FleetFields() {}

    static FleetSnapshot read(Fields fields) throws PlacementFileException {
        Instant at = fields.optional("at", FleetFields::instant).orElse(Instant.EPOCH);
        fields.has("description"); // for people
        DeviceFields defaults =
                fields.optional("defaults", Fields.object(DeviceFields::read)).orElse(DeviceFields.NONE);
        List<Device> devices = fields.requiredList("devices", Fields.object(defaults::device));
        Optional<LinkFigures> other = fields.optional("defaultLink", Fields.object(LinkFigures::read));
        List<Link> stated = LinkFields.read(fields, devices);
        return new FleetSnapshot(
                at,
                devices,
                other.map(figures -> LinkFields.complete(devices, stated, figures))
                        .orElse(stated));
    }

    static ObjectNode write(FleetSnapshot fleet, ObjectNode to) {
        if (!fleet.at().equals(Instant.EPOCH)) {
            to.put("at", fleet.at().toString());
        }
        ArrayNode devices = to.putArray("devices");
        fleet.devices().forEach(device -> DeviceFields.write(device, devices.addObject()));
        LinkFields.write(fleet, to);
        return to;
    }

    private static Instant instant(String where, JsonNode node) throws PlacementFileException {
        try {
            return Instant.parse(Fields.text(where, node));
        } catch (DateTimeException malformed) {
            throw new PlacementFileException(
                    where, "it is " + node + ", no moment", "write such as \"2026-01-31T12:00:00Z\"", malformed);
        }
    }
}
