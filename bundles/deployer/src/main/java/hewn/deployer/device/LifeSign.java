package hewn.deployer.device;

import hewn.pipeline.PipelineStage;
import java.util.concurrent.CompletionStage;

/**
 * Whether a device that went offline lives. From one that does not, nobody waits for replies any longer.
 *
 * @param knock asks it
 * @param owed what it has not replied to yet
 */
public record LifeSign(Knock knock, OwedReplies owed) {
    /**
     * Asks the device of a stage.
     *
     * @param stage of what serves
     * @return completes soon, and never exceptionally: true if the device answers where it takes tensors
     */
    public CompletionStage<Boolean> of(PipelineStage stage) {
        return knock.answers(stage.dataAddress()).whenComplete((lives, never) -> {
            if (!lives) {
                owed.died(stage.device());
            }
        });
    }
}
