package hewn.deployer;

import hewn.pipeline.PipelineStage;
import java.util.concurrent.CompletionStage;

/**
 * Whether a device that went offline lives. From one that does not, nobody waits for replies any longer.
 *
 * @param knock asks it
 * @param owed what it has not replied to yet
 */
record LifeSign(Knock knock, OwedReplies owed) {
    /** Asks the device of a stage; answers soon, and never exceptionally. */
    CompletionStage<Boolean> of(PipelineStage stage) {
        return knock.answers(stage.dataAddress()).whenComplete((lives, never) -> {
            if (!lives) {
                owed.died(stage.device());
            }
        });
    }
}
