package hewn.deployer.review;

import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.placement.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A hop of a placement of which only assumptions are known, so that nothing is to move for its sake. */
record UnmeasuredHop(DeviceId from, DeviceId to) {
    /** The first one, from the gateway over all stages back to it. */
    static Optional<UnmeasuredHop> in(List<Stage> stages, FleetSnapshot fleet) {
        List<DeviceId> way = new ArrayList<>();
        way.add(DeviceId.GATEWAY);
        stages.forEach(stage -> way.add(stage.device()));
        way.add(DeviceId.GATEWAY);
        return IntStream.range(1, way.size())
                .mapToObj(i -> new UnmeasuredHop(way.get(i - 1), way.get(i)))
                .filter(hop -> !hop.from().equals(hop.to()))
                .filter(hop -> !hop.isMeasured(fleet))
                .findFirst();
    }

    private boolean isMeasured(FleetSnapshot fleet) {
        return fleet.links().stream()
                .anyMatch(link -> link.from().equals(from) && link.to().equals(to));
    }

    @Override
    public String toString() {
        return "the link from '" + from + "' to '" + to + "' is not measured yet";
    }
}
