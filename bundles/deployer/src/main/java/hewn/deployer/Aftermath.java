package hewn.deployer;

import hewn.deployer.generation.GenerationBoard;
import hewn.deployer.profile.StageProfiler;
import hewn.deployer.rollout.SliceSweep;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import java.util.function.Consumer;

/**
 * What follows from each change of a generation for all devices.
 *
 * @param activity is shown to them
 * @param sweep tells them what is needed
 * @param profiler measures what serves
 */
record Aftermath(
        GenerationBoard board,
        ActivitySign activity,
        SliceSweep sweep,
        PipelineSwitch pipelines,
        StageProfiler profiler)
        implements Consumer<GenerationStatus> {
    @Override
    public void accept(GenerationStatus change) {
        activity.show(board.all());
        if (change.state().isEnded()) {
            sweep.request(); // devices may not have heard that it is to be unloaded
        } else if (change.state() == GenerationState.SERVING) {
            sweep.request();
            pipelines.serving(change.model().name()).ifPresent(profiler::measure);
        }
    }
}
