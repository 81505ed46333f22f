package hewn.wire;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes frames.
 */
@ConsumerType
@FunctionalInterface
public interface FrameReceiver {
    /**
     * Takes one frame. It is called by an I/O thread and must return at once.
     *
     * @param frame what arrived
     * @param receiveNanos from its first to its last byte, in nanoseconds
     * @return completes when the frame is done with: only then its sender may send another in its place. However it
     *     completes, the credit is given back
     */
    CompletionStage<?> receive(Frame frame, long receiveNanos);
}
