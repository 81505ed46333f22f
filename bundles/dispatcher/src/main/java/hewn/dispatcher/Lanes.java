package hewn.dispatcher;

import hewn.pipeline.CanaryComparison;
import hewn.pipeline.CanaryComparison.Recent;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService.Served;
import hewn.pipeline.Pipeline;
import hewn.pipeline.TrafficShare;
import hewn.pipeline.VersionLabel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ways by which requests for one model go.
 *
 * @param stable to what serves it
 * @param canary to what is tried beside it
 */
record Lanes(Optional<Route> stable, Optional<CanaryLane> canary) {
    static final Lanes NONE = new Lanes(Optional.empty(), Optional.empty());

    /** A canary that serves from now on is none any more. */
    Lanes withStable(Route route) {
        return new Lanes(Optional.of(route), canary.filter(lane -> lane.route() != route));
    }

    Lanes withCanary(CanaryLane lane) {
        return new Lanes(stable, Optional.of(lane));
    }

    Lanes without(Route route) {
        return new Lanes(stable.filter(other -> other != route), canary.filter(lane -> lane.route() != route));
    }

    boolean isEmpty() {
        return stable.isEmpty() && canary.isEmpty();
    }

    Stream<Route> routes() {
        return Stream.concat(stable.stream(), canary.map(CanaryLane::route).stream());
    }

    /** Whether the next request is to be tried on the canary; to be asked once for each that is free to be. */
    boolean choosesCanary() {
        return canary.map(lane -> lane.draw().choosesNext()).orElse(false);
    }

    /** Where a request goes that is not chosen for the canary. Of an unknown version, that is what serves. */
    Optional<Route> meant(InferenceRequest asked) {
        if (asked.label().equals(Optional.of(VersionLabel.CANARY))) {
            return canary.map(CanaryLane::route);
        }
        return asked.version().isEmpty()
                ? stable
                : routes().filter(route -> route.pipeline().model().version()
                                == asked.version().getAsLong())
                        .findFirst()
                        .or(() -> stable);
    }

    /** The same for one that waited: what it was meant for may have lost its label since. */
    Optional<Route> meant(PendingRequest request) {
        return meant(request.asked())
                .or(() -> stable.filter(route -> route.pipeline().equals(request.meantFor())));
    }

    Optional<TrafficShare> traffic(Route route) {
        Optional<Double> onTrial = canary.map(CanaryLane::share);
        if (canary.filter(lane -> lane.route() == route).isPresent()) {
            return onTrial.map(share -> new TrafficShare(VersionLabel.CANARY, share));
        }
        return stable.filter(other -> other == route)
                .map(same -> new TrafficShare(VersionLabel.STABLE, 1 - onTrial.orElse(0.0)));
    }

    /** What clients may ask for; nothing if what serves is still expected. */
    List<Served> served() {
        return stable.isEmpty()
                ? List.of()
                : routes().map(route -> served(route, traffic(route).orElse(TrafficShare.ALL)))
                        .toList();
    }

    private static Served served(Route route, TrafficShare traffic) {
        Pipeline pipeline = route.pipeline();
        return new Served(pipeline.model(), pipeline.signature(), pipeline.generation(), route.isAvailable(), traffic);
    }

    Optional<CanaryComparison> comparison() {
        return canary.map(CanaryLane::route).flatMap(trial -> stable.map(route -> compare(trial, route)));
    }

    private static CanaryComparison compare(Route trial, Route stable) {
        Recent usual = stable.recent().since(trial.recent().beganNanos());
        return new CanaryComparison(trial.recent().last(trial.underWayLongerThan(usual.p95()), usual.p95()), usual);
    }
}
