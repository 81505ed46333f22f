package hewn.admin.rest;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.Slice;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineStage;
import hewn.placement.Placement;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import hewn.tensor.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generations in any state. */
final class Generations {
    static final String DIGEST = "ab".repeat(32);

    private Generations() {}

    static GenerationStatus planned(long number, ModelId model) {
        return new GenerationStatus(
                number,
                model,
                GenerationState.PLANNED,
                List.of(new GenerationStatus.Step(GenerationState.PLANNED, Instant.EPOCH)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "planning",
                Optional.empty());
    }

    static GenerationStatus in(GenerationState state, GenerationStatus before) {
        List<GenerationStatus.Step> history = new ArrayList<>(before.history());
        history.add(new GenerationStatus.Step(state, Instant.EPOCH));
        return new GenerationStatus(
                before.number(),
                before.model(),
                state,
                history,
                Optional.of("even-split"),
                Optional.of(placement()),
                List.of(stage()),
                "now " + state,
                state == GenerationState.FAILED
                        ? Optional.of(new GenerationStatus.Failure("NO_DEVICE", "no device", "start one"))
                        : Optional.empty());
    }

    private static Placement placement() {
        return new Placement(
                List.of(Stage.on(new LayerRange(0, 2), new DeviceId("camera-1"))),
                new Prediction(List.of(0.5), List.of(0.1, 0.2), List.of(1000L), 24),
                Optional.empty(),
                "one device is enough");
    }

    private static PipelineStage stage() {
        return new PipelineStage(
                new DeviceId("camera-1"),
                "127.0.0.1:7000",
                new Slice(new Digest(DIGEST), 4096, new LayerRange(0, 2), List.of(), List.of(), List.of()));
    }
}
