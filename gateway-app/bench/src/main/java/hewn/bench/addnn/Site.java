package hewn.bench.addnn;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.graph.LayerGraph;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.PlacementProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A site of one device that has the samples, some edge nodes and some servers.
 *
 * <p>The gateway of our cost model stands for the source of the samples: its links are those of the device, to the device
 * itself nothing is in the way, and what comes back to it is not counted, as AdDNN does not.
 *
 * @param edges how many edge nodes there are
 * @param clouds how many servers there are
 */
record Site(int edges, int clouds) {
    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final double FREE_BYTES_PER_SECOND = 1e15;

    /** The problem of a draw: the same devices, with and without exits. */
    PlacementProblem problem(LayerGraph graph, int draw) {
        RandomGenerator random = new Random(draw);
        List<Device> devices = Stream.of(Tier.values())
                .flatMap(tier -> IntStream.range(0, size(tier)).mapToObj(number -> tier.device(number, random)))
                .toList();
        return new PlacementProblem(
                graph,
                new FleetSnapshot(Instant.EPOCH, devices, links()),
                new Objective.Latency(),
                constraints(),
                Optional.empty(),
                BUDGET,
                draw,
                List.of(),
                Overheads.NONE);
    }

    private int size(Tier tier) {
        return switch (tier) {
            case DEVICE -> 1;
            case EDGE -> edges;
            case CLOUD -> clouds;
        };
    }

    /** The devices of a tier. */
    Set<DeviceId> ids(Tier tier) {
        return IntStream.range(0, size(tier)).mapToObj(tier::id).collect(Collectors.toSet());
    }

    private Constraints constraints() {
        return new Constraints(
                        Optional.empty(),
                        Set.of(),
                        0,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty())
                .withTiers(Stream.of(Tier.values()).map(this::ids).toList());
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (Tier to : Tier.values()) {
            for (DeviceId receiver : ids(to)) {
                links.add(
                        to == Tier.DEVICE
                                ? free(DeviceId.GATEWAY, receiver)
                                : link(Tier.DEVICE, to, DeviceId.GATEWAY, receiver));
                links.add(free(receiver, DeviceId.GATEWAY));
                for (Tier from : Tier.values()) {
                    ids(from).stream()
                            .filter(sender -> !sender.equals(receiver))
                            .forEach(sender -> links.add(link(from, to, sender, receiver)));
                }
            }
        }
        return links;
    }

    private static Link free(DeviceId from, DeviceId to) {
        return new Link(from, to, FREE_BYTES_PER_SECOND, Duration.ZERO);
    }

    /** By the tiers of both ends; within a tier as between edge and cloud, of which the paper says nothing. */
    private static Link link(Tier one, Tier other, DeviceId from, DeviceId to) {
        if (one != Tier.DEVICE && other != Tier.DEVICE) {
            return link(from, to, 100, 25);
        }
        return one == Tier.CLOUD || other == Tier.CLOUD ? link(from, to, 5, 50) : link(from, to, 50, 25);
    }

    private static Link link(DeviceId from, DeviceId to, double megabitPerSecond, int latencyMillis) {
        return new Link(from, to, megabitPerSecond * 1e6 / Byte.SIZE, Duration.ofMillis(latencyMillis));
    }
}
