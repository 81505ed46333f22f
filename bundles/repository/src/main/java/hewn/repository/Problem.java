package hewn.repository;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A request that is not done, as JSON.
 *
 * @param error what is wrong
 * @param remedy what to do
 */
record Problem(String error, String remedy) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers a request. */
    void send(HttpServletResponse response, int status) throws IOException {
        byte[] body = JSON.writeValueAsBytes(this);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
