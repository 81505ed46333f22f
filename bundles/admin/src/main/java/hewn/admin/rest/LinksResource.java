package hewn.admin.rest;

import hewn.fleet.FleetMonitor;
import hewn.fleet.Link;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The links that were measured, between devices that are online and to and from the gateway. */
record LinksResource(FleetMonitor fleet) {
    List<Route> routes() {
        return List.of(new Route("GET", "/links", call -> Answer.ok(Map.of("links", links()))));
    }

    private List<LinkView> links() {
        return fleet.snapshot().links().stream()
                .sorted(Comparator.comparing(Link::from).thenComparing(Link::to))
                .map(LinkView::of)
                .toList();
    }
}
