package hewn.placement.json;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.graph.Cut;
import hewn.graph.EarlyExit;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.placement.Constraints;
import hewn.placement.LayerProfile;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Problems in which everything that can be stated is stated. */
final class Problems {
    static final DeviceId CAMERA = new DeviceId("camera");
    static final DeviceId HALL = new DeviceId("hall");

    static final LayerGraph GRAPH = new LayerGraph(
            List.of(new Layer("conv", "Conv2D", 2_000_000, 4000, 12_000), new Layer("dense", "MatMul", 500, 250, 800)),
            List.of(
                    new Cut(0, List.of(spec("image", ElementType.FLOAT32, 8, 8, 3))),
                    new Cut(
                            1,
                            List.of(
                                    spec("conv/relu", ElementType.FLOAT32, 4, 4, 8),
                                    new TensorSpec("names", ElementType.STRING, PartialShape.UNKNOWN))),
                    new Cut(2, List.of(spec("classes", ElementType.FLOAT32, 10)))),
            List.of(new EarlyExit(1, 0.25)));

    static final FleetSnapshot FLEET = new FleetSnapshot(
            Instant.parse("2026-01-31T12:00:00Z"),
            List.of(
                    new Device(CAMERA, "pi4", 4, 512L << 20, 5e9, "10.0.0.1:7000"),
                    new Device(HALL, "pi5", 4, 1L << 30, 12.5e9, "10.0.0.2:7000", 6.5)),
            List.of(
                    new Link(CAMERA, HALL, 12.5e6, Duration.ofMillis(2)),
                    new Link(HALL, CAMERA, 12.5e6, Duration.ofMillis(2)),
                    new Link(DeviceId.GATEWAY, CAMERA, 1e6, Duration.ofMillis(5), Duration.ofSeconds(30), 0.75)));

    private Problems() {}

    /** One in which every field differs from its default. */
    static PlacementProblem full() {
        PlacementProblem problem = new PlacementProblem(
                GRAPH,
                FLEET,
                new Objective.Weighted(0.5, 0.01, 0.25),
                new Constraints(
                        Optional.of(Set.of(CAMERA, HALL)),
                        Set.of(new DeviceId("attic")),
                        0.2,
                        OptionalInt.of(2),
                        OptionalInt.of(3),
                        Optional.of(CAMERA),
                        Optional.of(HALL),
                        List.of(Set.of(CAMERA), Set.of(HALL))),
                Optional.empty(),
                Duration.ofMillis(2500),
                42,
                List.of(new LayerProfile("pi4", 5e9, List.of(0.001, 0.0002))),
                new Overheads(1 << 20, 3, 0.0005, 2048, 1.25, 1.5));
        List<Stage> stages = List.of(Stage.on(new LayerRange(0, 1), CAMERA), Stage.on(new LayerRange(1, 2), HALL));
        return problem.withCurrent(new Placement(
                stages,
                new Prediction(
                        List.of(0.5, 0.25),
                        List.of(0.125, 0.5, 1.0),
                        List.of(0.1, 0.4, 0.9),
                        List.of(2000L, 1000L),
                        1320,
                        7.5,
                        0.125,
                        true),
                Optional.of(new Placement.Bound(0.001, false)),
                "as it was"));
    }

    static byte[] file(String name) throws IOException {
        try (InputStream in = Problems.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static TensorSpec spec(String name, ElementType type, long... sample) {
        return new TensorSpec(
                name,
                type,
                PartialShape.batchOf(new Shape(Arrays.stream(sample).boxed().toList())));
    }
}
