package hewn.deployer;

import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.placement.Stage;
import hewn.tensor.Digest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A generation that is switched to. */
record Active(GenerationRecord generation, Pipeline pipeline) {
    boolean uses(DeviceId device) {
        return devices().contains(device);
    }

    Set<DeviceId> devices() {
        return pipeline.stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
    }

    boolean isServing() {
        return generation.status().state() == GenerationState.SERVING;
    }

    /** Where it runs. */
    List<Stage> places() {
        return pipeline.stages().stream()
                .map(stage -> Stage.on(stage.slice().layers(), stage.device()))
                .toList();
    }

    /** What is to be remembered of it. */
    JournalEntry entry(DeploymentRequest request) {
        List<Digest> slices =
                pipeline.stages().stream().map(stage -> stage.slice().digest()).toList();
        return JournalEntry.of(request, generation.number(), places(), slices);
    }

    /** The way of a request, for people. */
    String route() {
        return pipeline.stages().stream().map(s -> s.device().value()).collect(Collectors.joining(" → "));
    }
}
