package hewn.link.stream;

import java.io.IOException;

/** The other side does not keep to the protocol, or can't be served. The message goes to it before the connection is closed. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
