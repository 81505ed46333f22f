package hewn.planner;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhyNotSplitTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");

    @Test
    void aSlowLinkKeepsAModelWhole() {
        assertThat(why(problem(2, 1e6, new Objective.Throughput())))
                .contains("it is not split: the best split in two, before layer 'layer_1' on a and b, has a bottleneck"
                        + " of 1.000 s instead of 200.0 ms and hands on 1000000 bytes");
    }

    @Test
    void aBetterSplitIsNotKeptSecret() {
        assertThat(why(problem(2, 1e9, new Objective.Throughput())))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("a split would be better, before layer 'layer_1' on a and b")
                        .endsWith("try another strategy"));
    }

    @Test
    void latencyIsNeverBetterByASplitOverEqualDevices() {
        assertThat(why(problem(2, 1e9, new Objective.Latency())))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("it is not split").contains("a latency of 2"));
    }

    @Test
    void whatIsEvidentNeedsNoComparison() {
        PlacementProblem problem = problem(2, 1e6, new Objective.Throughput());
        assertThat(why(problem(1, 1e6, new Objective.Throughput()))).contains("it is not split: it has one layer");
        assertThat(why(problem.with(Constraints.NONE.withStages(1))))
                .contains("it is not split: one slice was asked for");
        assertThat(why(problem.with(Constraints.NONE.withExcluded(Set.of(B)))))
                .contains("it is not split: there is one device to use");
    }

    @Test
    void constraintsThatForbidEverySplitAreNamed() {
        Constraints pinned = new Constraints(
                Optional.empty(),
                Set.of(),
                0,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(A),
                Optional.of(A));
        assertThat(why(problem(2, 1e6, new Objective.Throughput()).with(pinned)))
                .contains("it is not split: no split in two fits the devices and constraints");
    }

    private static Optional<String> why(PlacementProblem problem) {
        List<Stage> whole = List.of(Stage.on(new LayerRange(0, problem.graph().size()), A));
        return new WhyNotSplit(problem).of(Placement.of(whole, problem.costs(), "mine"));
    }

    /** Layers of 100 ms each, a megabyte between them, nothing at the ends. */
    private static PlacementProblem problem(int layers, double bandwidth, Objective objective) {
        LayerGraph graph = new LayerGraph(
                IntStream.range(0, layers)
                        .mapToObj(i -> new Layer("layer_" + i, "Conv2D", 100_000_000, 1000, 1000))
                        .toList(),
                IntStream.rangeClosed(0, layers)
                        .mapToObj(p -> new Cut(p, p == 0 || p == layers ? List.of() : List.of(megabyte())))
                        .toList());
        FleetSnapshot fleet = new FleetSnapshot(
                Instant.EPOCH,
                List.of(device(A), device(B)),
                List.of(new Link(A, B, bandwidth, Duration.ZERO), new Link(B, A, bandwidth, Duration.ZERO)));
        return new PlacementProblem(
                graph, fleet, objective, Constraints.NONE, Optional.empty(), Duration.ofSeconds(1), 1);
    }

    private static TensorSpec megabyte() {
        return new TensorSpec("t", ElementType.UINT8, PartialShape.batchOf(new Shape(List.of(1_000_000L))));
    }

    private static Device device(DeviceId id) {
        return new Device(id, "pi", 1, 1L << 30, 1e9, "127.0.0.1:1");
    }
}
