package hewn.deployer.canary;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.CanaryEntry;
import hewn.pipeline.GenerationState;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineSwitch;
import java.util.Optional;

/**
 * Takes over what was tried before this deployer began: it is left alone if it still gets requests, else it is dropped.
 *
 * @param state of the deployment
 * @param slot that it has
 * @param devices that are to be heard of
 * @param generations knows its generation
 * @param pipelines knows whether it gets requests
 */
record CanaryAdoption(
        DeploymentState state,
        CanarySlot slot,
        CanaryDevices devices,
        Generations generations,
        PipelineSwitch pipelines) {
    void resume(CanaryEntry entry) {
        synchronized (state) {
            GenerationRecord generation = generations.existing(
                    entry.generation(), entry.deployed().toRequest().model());
            Optional<Pipeline> alive =
                    pipelines.canary(entry.model()).filter(pipeline -> pipeline.generation() == entry.generation());
            if (alive.isPresent()) {
                adopt(entry, generation, alive.get());
            } else {
                drop(entry, generation);
            }
        }
    }

    /** What its devices lost meanwhile shows in how it fares. */
    private void adopt(CanaryEntry entry, GenerationRecord generation, Pipeline pipeline) {
        RunningCanary adopted =
                new RunningCanary(entry.deployed().toRequest(), entry.terms(), new Active(generation, pipeline));
        generation.cut(pipeline.stages());
        slot.adopt(adopted);
        devices.await(adopted);
        generation.enter(GenerationState.SERVING, adopted.progress());
    }

    private void drop(CanaryEntry entry, GenerationRecord generation) {
        slot.forget(entry.model());
        devices.leave(entry);
        generation.enter(
                GenerationState.RETIRED,
                FailureCode.CANARY_ENDED.failure(
                        "the gateway was restarted while it was tried",
                        "order it again with 'hewn deploy --canary' if it is wanted"));
    }
}
