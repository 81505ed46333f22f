package hewn.deployer;

import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
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

    /** The way of a request, for people. */
    String route() {
        return pipeline.stages().stream().map(s -> s.device().value()).collect(Collectors.joining(" → "));
    }
}
