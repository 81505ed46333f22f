package hewn.admin.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is left of a request's body once the answer is known. It is read, within reason: a connection that is closed
 * while bytes are unread is reset, and the answer may be lost with it, or the client's next request.
 */
final class UnreadBody {
    private static final long MAX_BYTES = 64L << 20;
    private static final int BUFFER_BYTES = 16_384;

    private UnreadBody() {}

    /** To be called before the answer is sent: what is too long to be read ends the connection, and the client is told. */
    static void drain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        if (request.getContentLengthLong() <= 0 && !chunked) {
            return;
        }
        boolean waits = request.getHeader("Expect") != null; // for us to ask for the body, which reading would do
        if (waits || !isReadToItsEnd(request.getInputStream())) {
            response.setHeader("Connection", "close");
        }
    }

    private static boolean isReadToItsEnd(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long read = 0;
        int count = body.read(buffer);
        while (count >= 0 && read <= MAX_BYTES) {
            read += count;
            count = body.read(buffer);
        }
        return count < 0;
    }
}
