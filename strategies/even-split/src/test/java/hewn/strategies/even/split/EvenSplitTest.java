package hewn.strategies.even.split;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Overheads;
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

class EvenSplitTest extends PlacementStrategyContractTest {
    private static final long MIB = 1 << 20;

    @Override
    protected PlacementStrategy strategy() {
        return new EvenSplit();
    }

    /** It looks at two line-ups of devices for each number of stages, one stage included. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }

    @Test
    void sharesTheLayersEvenlyBetweenAllDevicesTheFastestFirst() {
        assertThat(stages(Constraints.NONE, device("a", 1e9, 1000), device("b", 3e9, 1000), device("c", 2e9, 1000)))
                .containsExactly("0..3 on b", "4..7 on c", "8..11 on a");
    }

    @Test
    void makesAsManyStagesAsAreAskedFor() {
        Constraints two = Constraints.NONE.withStages(2);
        assertThat(stages(two, device("a", 1e9, 1000), device("b", 3e9, 1000), device("c", 2e9, 1000)))
                .containsExactly("0..5 on b", "6..11 on c");
    }

    @Test
    void shiftsACutOnlyAsFarAsMemoryDemands() {
        assertThat(stages(Constraints.NONE, device("a", 2e9, 55), device("b", 1e9, 1000)))
                .containsExactly("0..3 on a", "4..11 on b");
    }

    @Test
    void leavesOutADeviceThatHoldsNoLayer() {
        assertThat(stages(Constraints.NONE, device("tiny", 9e9, 9), device("a", 2e9, 1000), device("b", 1e9, 1000)))
                .containsExactly("0..5 on a", "6..11 on b");
    }

    @Test
    void putsPinnedDevicesAtTheirEnds() {
        Constraints pinned = new Constraints(
                Constraints.NONE.allowed(),
                Constraints.NONE.excluded(),
                0,
                Constraints.NONE.stages(),
                Constraints.NONE.maxStages(),
                Optional.of(new DeviceId("a")),
                Optional.of(new DeviceId("b")));
        assertThat(stages(pinned, device("a", 1e9, 1000), device("b", 3e9, 1000), device("c", 2e9, 1000)))
                .containsExactly("0..3 on a", "4..7 on c", "8..11 on b");
    }

    /** Places twelve layers of equal work and 10 MiB each. */
    private List<String> stages(Constraints constraints, Device... devices) {
        PlacementProblem problem = new PlacementProblem(
                new LayerGraph(
                        IntStream.range(0, 12)
                                .mapToObj(i -> new Layer("layer_" + i, "Conv2D", 1000, 10 * MIB, 0))
                                .toList(),
                        IntStream.rangeClosed(0, 12)
                                .mapToObj(p -> new Cut(p, List.of()))
                                .toList()),
                new FleetSnapshot(Instant.EPOCH, List.of(devices), List.of()),
                new Objective.Throughput(),
                constraints,
                Optional.empty(),
                Duration.ofSeconds(1),
                0,
                List.of(),
                new Overheads(8 * MIB, 2, 0));
        return ((Placement) strategy().place(problem))
                .stages().stream()
                        .map(stage -> stage.layers() + " on " + stage.device())
                        .toList();
    }

    private static Device device(String id, double flopsPerSecond, long memoryMebibytes) {
        return new Device(new DeviceId(id), "test", 1, memoryMebibytes * MIB, flopsPerSecond, "127.0.0.1:9000");
    }
}
