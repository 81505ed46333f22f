package hewn.deployer.generation;

import hewn.deployer.journal.JournalEntry;
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

/**
 * A generation that is switched to.
 *
 * @param generation its life
 * @param pipeline what runs
 */
public record Active(GenerationRecord generation, Pipeline pipeline) {
    /**
     * Whether one of its stages runs on a device.
     *
     * @param device which one
     * @return true if one does
     */
    public boolean uses(DeviceId device) {
        return devices().contains(device);
    }

    /**
     * The devices that its stages run on.
     *
     * @return their ids
     */
    public Set<DeviceId> devices() {
        return pipeline.stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
    }

    /**
     * Whether its requests are answered now.
     *
     * @return false while it is degraded, drains or has ended
     */
    public boolean isServing() {
        return generation.status().state() == GenerationState.SERVING;
    }

    /** Where it runs. */
    public List<Stage> places() {
        return pipeline.stages().stream()
                .map(stage -> Stage.on(stage.slice().layers(), stage.device()))
                .toList();
    }

    /** What is to be remembered of it. */
    public JournalEntry entry(DeploymentRequest request) {
        List<Digest> slices =
                pipeline.stages().stream().map(stage -> stage.slice().digest()).toList();
        return JournalEntry.of(request, generation.number(), places(), slices);
    }

    /** The way of a request, for people. */
    public String route() {
        return pipeline.stages().stream().map(s -> s.device().value()).collect(Collectors.joining(" → "));
    }
}
