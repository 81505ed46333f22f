package hewn.strategies.memory.proportional;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.PlacementStrategyContractTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryProportionalTest extends PlacementStrategyContractTest {
    @Override
    protected PlacementStrategy strategy() {
        return new MemoryProportional();
    }

    /** Shares are what they are; one device alone has all layers. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }

    @Test
    void sharesLayersAsMemoryIsShared() {
        LayerGraph graph = new LayerGraph(
                IntStream.range(0, 12)
                        .mapToObj(i -> new Layer("layer-" + i, "Dense", 1, 1_000_000, 0))
                        .toList(),
                IntStream.rangeClosed(0, 12)
                        .mapToObj(p -> new Cut(p, List.of()))
                        .toList());
        FleetSnapshot fleet = new FleetSnapshot(
                Instant.EPOCH, List.of(device("small", 100), device("large", 300), device("middle", 200)), List.of());
        PlacementProblem problem = new PlacementProblem(
                graph, fleet, new Objective.Throughput(), Constraints.NONE, Optional.empty(), Duration.ofMinutes(1), 0);

        Placement placement = (Placement) strategy().place(problem);

        assertThat(placement.devices()).extracting(DeviceId::value).containsExactly("large", "middle", "small");
        assertThat(placement.stages())
                .extracting(stage -> stage.layers().size())
                .containsExactly(6, 4, 2);
    }

    private static Device device(String id, long megabytes) {
        return new Device(new DeviceId(id), "board", 4, megabytes * 1_000_000, 1e9, "127.0.0.1:1");
    }
}
