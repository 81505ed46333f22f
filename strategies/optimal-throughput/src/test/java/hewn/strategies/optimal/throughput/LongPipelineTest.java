package hewn.strategies.optimal.throughput;

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
import hewn.placement.PlacementValidator;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pipelines of 25 stages and more over equal devices at random places, where the bandwidth falls with the distance: to
 * find one is to find a long path.
 */
class LongPipelineTest {
    private static final int LAYERS = 60;
    private static final int DEVICES = 40;
    private static final long LAYER_BYTES = 1_000_000;

    /** Two layers and a half: a stage has one or two. */
    private static final long DEVICE_BYTES = 2_500_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void comesWithinTwoPercentOfWhatItProves(long seed) {
        PlacementProblem problem = problem(new Random(seed));
        Placement placement = (Placement) new OptimalThroughput(0.02, 4096).place(problem);
        assertThat(PlacementValidator.violation(problem, placement.stages())).isEmpty();
        assertThat(placement.stages()).hasSizeGreaterThanOrEqualTo(LAYERS / 2);
        assertThat(placement.prediction().bottleneckSeconds())
                .isLessThanOrEqualTo(placement.bound().orElseThrow().lowerBoundSeconds() * 1.02);
    }

    private static PlacementProblem problem(Random random) {
        List<Layer> layers = IntStream.range(0, LAYERS)
                .mapToObj(i -> new Layer("layer_" + i, "Conv2D", 0, LAYER_BYTES, 0))
                .toList();
        List<Cut> cuts = IntStream.rangeClosed(0, LAYERS)
                .mapToObj(p -> cut(p, 500_000 + random.nextInt(1_500_000)))
                .toList();
        return new PlacementProblem(
                new LayerGraph(layers, cuts),
                fleet(random),
                new Objective.Throughput(),
                Constraints.NONE,
                Optional.empty(),
                Duration.ofMinutes(5),
                1,
                List.of(),
                Overheads.NONE);
    }

    private static Cut cut(int position, long bytes) {
        PartialShape shape = PartialShape.batchOf(new Shape(List.of(bytes)));
        return new Cut(position, List.of(new TensorSpec("tensor_" + position, ElementType.UINT8, shape)));
    }

    private static FleetSnapshot fleet(Random random) {
        double[] x = random.doubles(DEVICES, 1, 150).toArray();
        double[] y = random.doubles(DEVICES, 1, 150).toArray();
        List<Link> links = IntStream.range(0, DEVICES)
                .boxed()
                .flatMap(u -> IntStream.range(0, DEVICES)
                        .filter(v -> v != u)
                        .mapToObj(v -> link(u, v, Math.hypot(x[u] - x[v], y[u] - y[v]))))
                .toList();
        return new FleetSnapshot(
                Instant.EPOCH,
                IntStream.range(0, DEVICES).mapToObj(LongPipelineTest::device).toList(),
                Stream.concat(links.stream(), gatewayLinks()).toList());
    }

    private static Device device(int number) {
        return new Device(id(number), "board", 4, DEVICE_BYTES * 10 / 9 + 1, 1e9, "127.0.0.1:" + (9000 + number));
    }

    private static DeviceId id(int number) {
        return new DeviceId("device-" + number);
    }

    /** Shannon's law, as in SEIFER's simulations. */
    private static Link link(int from, int to, double distance) {
        double bitsPerSecond = 1e6 * Math.log(1 + 283_230 / (distance * distance)) / Math.log(2);
        return new Link(id(from), id(to), bitsPerSecond / Byte.SIZE, Duration.ZERO);
    }

    private static Stream<Link> gatewayLinks() {
        return IntStream.range(0, DEVICES)
                .boxed()
                .flatMap(u -> Stream.of(
                        new Link(DeviceId.GATEWAY, id(u), 1e12, Duration.ZERO),
                        new Link(id(u), DeviceId.GATEWAY, 1e12, Duration.ZERO)));
    }
}
