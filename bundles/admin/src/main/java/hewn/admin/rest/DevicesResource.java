package hewn.admin.rest;

import hewn.fleet.FleetMonitor;
import hewn.wire.MetricsBoard;
import java.util.List;
import java.util.Map;

/** The devices that are online. */
record DevicesResource(FleetMonitor fleet, MetricsBoard metrics) {
    List<Route> routes() {
        return List.of(new Route("GET", "/devices", call -> Answer.ok(Map.of("devices", devices()))));
    }

    private List<DeviceView> devices() {
        return fleet.snapshot().devices().stream()
                .map(device -> DeviceView.of(device, metrics.latest(device.id())))
                .toList();
    }
}
