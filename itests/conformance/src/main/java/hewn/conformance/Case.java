package hewn.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One request, and what the answer to it must be.
 *
 * @param name a sentence about the server
 * @param method such as {@code POST}
 * @param path begins with a slash
 * @param headers by name
 * @param body of the request; empty for none
 * @param expectation what the answer is held against
 */
public record Case(
        String name, String method, String path, Map<String, String> headers, byte[] body, Expectation expectation) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Requires and copies all parts. */
    public Case {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        headers = Map.copyOf(headers);
        body = body.clone();
        Objects.requireNonNull(expectation, "expectation");
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /**
     * The same case with one header more.
     *
     * @param header its name
     * @param value its value
     * @return the case
     */
    Case with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Case(name, method, path, more, body, expectation);
    }

    /**
     * The same case with one header less.
     *
     * @param header its name
     * @return the case
     */
    Case without(String header) {
        Map<String, String> less = new LinkedHashMap<>(headers);
        less.remove(header);
        return new Case(name, method, path, less, body, expectation);
    }

    /**
     * Sends the request.
     *
     * @param client sends it
     * @param server the address of the server, without a path
     * @return what is wrong with the answer, or empty if nothing is
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<String> run(HttpClient client, URI server) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return expectation.fault(response);
    }
}
