package hewn.wire;

import java.io.IOException;

/**
 * A frame is larger than its receiver takes: to send it again would be in vain.
 */
public final class FrameTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is too large.
     *
     * @param message what, by how much, and what to do
     */
    public FrameTooLargeException(String message) {
        super(message);
    }
}
