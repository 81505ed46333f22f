package hewn.admin.rest;

import java.util.Map;

/** A request that is not done: an HTTP status, what is wrong, and what to do. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String remedy;
    private final transient Map<String, String> headers;

    private Refusal(int status, String error, String remedy) {
        this(status, error, remedy, Map.of());
    }

    private Refusal(int status, String error, String remedy, Map<String, String> headers) {
        super(error);
        this.status = status;
        this.remedy = remedy;
        this.headers = Map.copyOf(headers);
    }

    static Refusal badRequest(String error, String remedy) {
        return new Refusal(400, error, remedy);
    }

    static Refusal unauthorized() {
        return new Refusal(
                401,
                "this needs the gateway's admin token",
                "send 'Authorization: Bearer TOKEN'; the token stands in the file admin.token of the gateway's data folder",
                Map.of("WWW-Authenticate", "Bearer realm=\"Hewn gateway\""));
    }

    static Refusal notFound(String error, String remedy) {
        return new Refusal(404, error, remedy);
    }

    static Refusal methodNotAllowed(String method, String path, String allowed) {
        return new Refusal(
                405, method + " is not possible on " + path, "use one of " + allowed, Map.of("Allow", allowed));
    }

    static Refusal conflict(String error, String remedy) {
        return new Refusal(409, error, remedy);
    }

    static Refusal tooLarge(String error, String remedy) {
        return new Refusal(413, error, remedy);
    }

    static Refusal wrongType(String got, String expected) {
        return new Refusal(415, "the body is of type '" + got + "'", "send it as '" + expected + "'");
    }

    static Refusal unprocessable(String error, String remedy) {
        return new Refusal(422, error, remedy);
    }

    static Refusal busy(String error, String remedy) {
        return new Refusal(503, error, remedy);
    }

    int status() {
        return status;
    }

    String remedy() {
        return remedy;
    }

    /** What is sent back. */
    Answer answer() {
        Answer body = Answer.error(status, getMessage(), remedy);
        return response -> {
            headers.forEach(response::setHeader);
            body.send(response);
        };
    }
}
