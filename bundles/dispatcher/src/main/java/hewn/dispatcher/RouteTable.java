package hewn.dispatcher;

import hewn.pipeline.TrafficShare;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The routes by generation, and which of them serves which model or is tried for it. Each look-up sees the table before a change or after
 * it.
 */
final class RouteTable {
    private record Content(Map<Long, Route> byGeneration, Map<String, Lanes> lanes) {}

    private volatile Content content = new Content(Map.of(), Map.of());

    Optional<Route> generation(long number) {
        return Optional.ofNullable(content.byGeneration.get(number));
    }

    Optional<Route> serving(String model) {
        return lanes(model).stable();
    }

    Lanes lanes(String model) {
        return content.lanes.getOrDefault(model, Lanes.NONE);
    }

    /** Sorted by the names of their models. */
    Collection<Lanes> lanes() {
        return content.lanes.values();
    }

    Optional<TrafficShare> traffic(Route route) {
        return lanes(route.pipeline().model().name()).traffic(route);
    }

    Set<Long> generations() {
        return Set.copyOf(content.byGeneration.keySet());
    }

    Collection<Route> all() {
        return content.byGeneration.values();
    }

    synchronized Route add(long generation, Function<Long, Route> factory) {
        return generation(generation).orElseGet(() -> {
            Route route = factory.apply(generation);
            Map<Long, Route> all = new TreeMap<>(content.byGeneration);
            all.put(generation, route);
            content = new Content(all, content.lanes);
            return route;
        });
    }

    synchronized void serve(Route route) {
        change(route, lanes -> lanes.withStable(route));
    }

    /** A share of the requests goes by the route, which does not serve. */
    synchronized void serveCanary(Route route, double share) {
        change(route, lanes -> lanes.withCanary(CanaryLane.of(route, share)));
    }

    private void change(Route route, UnaryOperator<Lanes> how) {
        String model = route.pipeline().model().name();
        Map<String, Lanes> changed = new TreeMap<>(content.lanes);
        Lanes lanes = how.apply(lanes(model));
        if (lanes.isEmpty()) {
            changed.remove(model);
        } else {
            changed.put(model, lanes);
        }
        content = new Content(content.byGeneration, changed);
    }

    /** The route serves no more; it is still found by its generation, for the answers that are on their way. */
    synchronized void retire(Route route) {
        change(route, lanes -> lanes.without(route));
    }

    synchronized void remove(long generation) {
        Map<Long, Route> all = new TreeMap<>(content.byGeneration);
        all.remove(generation);
        content = new Content(all, content.lanes);
    }
}
