package hewn.strategies.greedy.joint;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
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
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GreedyJointTest extends PlacementStrategyContractTest {
    private static final long MEGABYTE = 1_000_000;

    @Override
    protected PlacementStrategy strategy() {
        return new GreedyJoint(false);
    }

    /** Every device is taken to be as small as some device is; a model that fits one device is placed on one. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }

    /** Of six layers, no device holds more than two; the cuts after the second and the fourth are the smallest. */
    @Test
    void walksAlongTheFastestLinksFromTheBestStart() {
        LayerGraph graph = new LayerGraph(
                IntStream.range(0, 6)
                        .mapToObj(i -> new Layer("layer-" + i, "Dense", 1, 40 * MEGABYTE, 0))
                        .toList(),
                IntStream.rangeClosed(0, 6)
                        .mapToObj(p -> cut(p, p % 2 == 0 ? MEGABYTE / 10 : MEGABYTE))
                        .toList());
        List<Link> links = new ArrayList<>();
        link(links, "a", "b", 1);
        link(links, "b", "c", 8);
        link(links, "c", "d", 9);
        link(links, "d", "a", 2);
        link(links, "a", "c", 3);
        link(links, "b", "d", 3);
        FleetSnapshot fleet =
                new FleetSnapshot(Instant.EPOCH, List.of(device("a"), device("b"), device("c"), device("d")), links);

        Placement placement = (Placement) new GreedyJoint(true)
                .place(new PlacementProblem(
                        graph,
                        fleet,
                        new Objective.Throughput(),
                        Constraints.NONE,
                        Optional.empty(),
                        Duration.ofMinutes(1),
                        0,
                        List.of(),
                        Overheads.NONE));

        assertThat(placement.stages()).extracting(stage -> stage.layers().to()).containsExactly(2, 4, 6);
        assertThat(placement.devices()).extracting(DeviceId::value).containsExactly("b", "c", "d");
    }

    private static Cut cut(int position, long bytes) {
        return new Cut(position, List.of(new TensorSpec("t", ElementType.UINT8, PartialShape.of(Shape.of(bytes)))));
    }

    private static Device device(String id) {
        return new Device(new DeviceId(id), "board", 4, 120 * MEGABYTE, 1e9, "127.0.0.1:1");
    }

    private static void link(List<Link> links, String one, String other, int megabytesPerSecond) {
        links.add(new Link(new DeviceId(one), new DeviceId(other), megabytesPerSecond * 1e6, Duration.ZERO));
        links.add(new Link(new DeviceId(other), new DeviceId(one), megabytesPerSecond * 1e6, Duration.ZERO));
    }
}
