package hewn.placement;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A small world whose figures can be computed by hand: four layers, three devices, one measured link. */
final class Site {
    static final long MIB = 1 << 20;
    static final DeviceId A = new DeviceId("a");
    static final DeviceId B = new DeviceId("b");
    static final DeviceId C = new DeviceId("c");

    /** Layer i has (i + 1) million FLOPs, (i + 1) MiB of weights and 1000 - 100 · i bytes of activations. */
    static final LayerGraph GRAPH = new LayerGraph(
            IntStream.range(0, 4)
                    .mapToObj(
                            i -> new Layer("layer_" + i, "Conv2D", (i + 1) * 1_000_000L, (i + 1) * MIB, 1000 - 100 * i))
                    .toList(),
            List.of(cut(0, 10), cut(1, 200, 50), cut(2, 100), cut(3, 25), cut(4, 1)));

    static final FleetSnapshot FLEET = new FleetSnapshot(
            Instant.EPOCH,
            List.of(device(A, 1e6, 100), device(B, 2e6, 20), device(C, 4e6, 12)),
            List.of(new Link(A, B, 1000, Duration.ofMillis(500))));

    /** Each slice takes 8 MiB and two buffers for each cut. */
    static final Overheads OVERHEADS = new Overheads(8 * MIB, 2, 0);

    private Site() {}

    static PlacementProblem problem(Constraints constraints) {
        return new PlacementProblem(
                GRAPH,
                FLEET,
                new Objective.Latency(),
                constraints,
                Optional.empty(),
                Duration.ofSeconds(1),
                0,
                List.of(),
                OVERHEADS);
    }

    static Stage stage(int from, int to, DeviceId device) {
        return Stage.on(new LayerRange(from, to), device);
    }

    private static Device device(DeviceId id, double flopsPerSecond, long memoryMebibytes) {
        return new Device(id, "test", 1, memoryMebibytes * MIB, flopsPerSecond, "127.0.0.1:9000");
    }

    private static Cut cut(int position, long... floats) {
        return new Cut(
                position,
                IntStream.range(0, floats.length)
                        .mapToObj(i -> new TensorSpec(
                                "t" + position + "_" + i,
                                ElementType.FLOAT32,
                                PartialShape.batchOf(new Shape(List.of(floats[i])))))
                        .toList());
    }
}
