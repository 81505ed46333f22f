package hewn.wire;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends frames to one address, in order, as many ahead as the receiver gives credit for.
 */
@ProviderType
public interface FrameSender extends AutoCloseable {
    /**
     * Sends a frame, or queues it until there is credit. The tensors must stay as they are until it is written.
     *
     * @param frame what to send
     * @return completes when it is written; exceptionally with an {@link java.io.IOException} that names the address if
     *     it can't be connected or the connection broke; with a {@link QueueFullException} if too much is queued already;
     *     with a {@link FrameTooLargeException} if the receiver would not take it however often it is sent
     */
    CompletionStage<?> send(Frame frame);

    /** Closes the connection; what is queued fails. */
    @Override
    void close();
}
