package hewn.deployer.device;

import java.util.concurrent.CompletionStage;

/**
 * Asks a device that the broker takes for gone whether it answers on the way that tensors take: one that only lost its
 * connection to the broker does, and may be back in a moment; a process that died or hangs does not.
 */
@FunctionalInterface
public interface Knock {
    /**
     * Asks.
     *
     * @param dataAddress where the device takes tensors, as {@code host:port}
     * @return whether it answers; soon, and never exceptionally
     */
    CompletionStage<Boolean> answers(String dataAddress);
}
