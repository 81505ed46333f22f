package hewn.dispatcher;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The routes by generation, and which of them serves which model. Each look-up sees the table before a change or after
 * it.
 */
final class RouteTable {
    private record Content(Map<Long, Route> byGeneration, Map<String, Route> serving) {}

    private volatile Content content = new Content(Map.of(), Map.of());

    Optional<Route> generation(long number) {
        return Optional.ofNullable(content.byGeneration.get(number));
    }

    Optional<Route> serving(String model) {
        return Optional.ofNullable(content.serving.get(model));
    }

    Collection<Route> serving() {
        return content.serving.values();
    }

    Collection<Route> all() {
        return content.byGeneration.values();
    }

    synchronized Route add(long generation, Function<Long, Route> factory) {
        return generation(generation).orElseGet(() -> {
            Route route = factory.apply(generation);
            Map<Long, Route> all = new TreeMap<>(content.byGeneration);
            all.put(generation, route);
            content = new Content(all, content.serving);
            return route;
        });
    }

    synchronized void serve(Route route) {
        Map<String, Route> serving = new TreeMap<>(content.serving);
        serving.put(route.pipeline().model().name(), route);
        content = new Content(content.byGeneration, serving);
    }

    /** The route serves no more; it is still found by its generation, for the answers that are on their way. */
    synchronized void retire(Route route) {
        Map<String, Route> serving = new TreeMap<>(content.serving);
        serving.values().removeAll(List.of(route));
        content = new Content(content.byGeneration, serving);
    }

    synchronized void remove(long generation) {
        Map<Long, Route> all = new TreeMap<>(content.byGeneration);
        all.remove(generation);
        content = new Content(all, content.serving);
    }
}
