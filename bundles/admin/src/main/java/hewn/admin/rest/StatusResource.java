package hewn.admin.rest;

import hewn.fleet.FleetMonitor;
import hewn.pipeline.InferenceService;
import hewn.placement.Planner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the gateway as a whole says of itself. */
record StatusResource(
        GatewayInfo gateway,
        FleetMonitor fleet,
        InferenceService inference,
        Planner planner,
        Supplier<List<String>> unusable,
        BooleanSupplier brokerConnected,
        Clock clock) {
    List<Route> routes() {
        return List.of(
                new Route("GET", "/status", call -> Answer.ok(status())),
                new Route("GET", "/strategies", call -> Answer.ok(strategies())));
    }

    private Map<String, Object> strategies() {
        return Map.of(
                "strategies", planner.strategies(), "quarantined", planner.quarantined(), "unusable", unusable.get());
    }

    private StatusView status() {
        return new StatusView(
                gateway.version(),
                gateway.startedAt().toString(),
                Duration.between(gateway.startedAt(), clock.instant()).toSeconds(),
                gateway.site(),
                gateway.http(),
                gateway.broker(),
                brokerConnected.getAsBoolean(),
                fleet.snapshot().devices().size(),
                inference.served().stream().map(StatusView.ServedView::of).toList(),
                planner.strategies());
    }
}
