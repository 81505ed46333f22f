package hewn.admin.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is sent back. */
@FunctionalInterface
interface Answer {
    void send(HttpServletResponse response) throws IOException;

    /** A value as JSON. */
    static Answer json(int status, Object value) {
        return response -> {
            byte[] body = Json.bytes(value);
            response.setStatus(status);
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        };
    }

    static Answer ok(Object value) {
        return json(HttpServletResponse.SC_OK, value);
    }

    static Answer noContent() {
        return response -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** What every error looks like. */
    static Answer error(int status, String error, String remedy) {
        return json(status, new ErrorView(error, remedy));
    }

    /** The body of an error. */
    record ErrorView(String error, String remedy) {}
}
