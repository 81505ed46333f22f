package hewn.placement.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links as fields: one way, both ways, or all that nobody stated. */
final class LinkFields {
    private LinkFields() {}

    /** The links that are stated one by one. */
    static List<Link> read(Fields fields, List<Device> devices) throws PlacementFileException {
        Set<DeviceId> ends = ends(devices);
        Map<Ends, Link> links = new LinkedHashMap<>();
        for (List<Link> stated : fields.list("links", Fields.object(link -> link(link, ends)))) {
            for (Link link : stated) {
                if (links.put(Ends.of(link), link) != null) {
                    throw new PlacementFileException(
                            "links",
                            "the link from '" + link.from() + "' to '" + link.to() + "' is stated twice",
                            "state each direction once; \"between\" states both");
                }
            }
        }
        return List.copyOf(links.values());
    }

    /** Adds a link for every two ends that none was stated for. */
    static List<Link> complete(List<Device> devices, List<Link> stated, LinkFigures other) {
        Set<Ends> known = stated.stream().map(Ends::of).collect(Collectors.toSet());
        List<Link> all = new ArrayList<>(stated);
        Set<DeviceId> ends = ends(devices);
        for (DeviceId from : ends) {
            for (DeviceId to : ends) {
                if (!from.equals(to) && !known.contains(new Ends(from, to))) {
                    all.add(other.link(from, to));
                }
            }
        }
        return all;
    }

    /** Two directions that are alike become one entry; links of devices that are not there are left out. */
    static void write(FleetSnapshot fleet, ObjectNode to) {
        Set<DeviceId> known = ends(fleet.devices());
        Map<Ends, LinkFigures> figures = fleet.links().stream()
                .filter(link -> known.contains(link.from()) && known.contains(link.to()))
                .collect(Collectors.toMap(Ends::of, LinkFigures::of, (a, b) -> a, LinkedHashMap::new));
        Set<Ends> written = new HashSet<>();
        ArrayNode links = to.putArray("links");
        figures.forEach((ends, stated) -> {
            if (written.add(ends)) {
                boolean both = stated.equals(figures.get(ends.reversed())) && written.add(ends.reversed());
                stated.write(ends.write(links.addObject(), both));
            }
        });
    }

    private static List<Link> link(Fields fields, Set<DeviceId> known) throws PlacementFileException {
        List<DeviceId> between = fields.list("between", (where, node) -> end(where, node, known));
        boolean bothWays = !between.isEmpty();
        if (bothWays && between.size() != 2) {
            throw new PlacementFileException(
                    fields.path() + ".between", "it names " + between.size() + " ends", "name two");
        }
        DeviceId from = bothWays ? between.get(0) : fields.required("from", (w, n) -> end(w, n, known));
        DeviceId to = bothWays ? between.get(1) : fields.required("to", (w, n) -> end(w, n, known));
        LinkFigures figures = LinkFigures.read(fields);
        return bothWays ? List.of(figures.link(from, to), figures.link(to, from)) : List.of(figures.link(from, to));
    }

    private static DeviceId end(String where, JsonNode node, Set<DeviceId> known) throws PlacementFileException {
        DeviceId id = DeviceFields.id(where, node);
        if (!known.contains(id)) {
            throw new PlacementFileException(
                    where,
                    "there is no device '" + id + "'",
                    "name one of \"devices\", or \"" + DeviceId.GATEWAY + "\"");
        }
        return id;
    }

    private static Set<DeviceId> ends(List<Device> devices) {
        return Stream.concat(Stream.of(DeviceId.GATEWAY), devices.stream().map(Device::id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The ends of one direction. */
    private record Ends(DeviceId from, DeviceId to) {
        static Ends of(Link link) {
            return new Ends(link.from(), link.to());
        }

        Ends reversed() {
            return new Ends(to, from);
        }

        ObjectNode write(ObjectNode to, boolean bothWays) {
            if (bothWays) {
                to.putArray("between").add(from.value()).add(this.to.value());
                return to;
            }
            return to.put("from", from.value()).put("to", this.to.value());
        }
    }
}
