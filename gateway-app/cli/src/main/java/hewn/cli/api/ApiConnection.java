package hewn.cli.api;

import hewn.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/** Requests to one gateway, with its token, and their answers; paths are those below the API's root. */
final class ApiConnection {
    /** For what the gateway answers at once. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For what takes as long as there is to do. */
    static final Duration LONG_PATIENCE = Duration.ofMinutes(30);

    private static final String API = "/api/v1";
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final ApiFailures failures;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    ApiConnection(Gateway gateway) {
        this.gateway = gateway;
        this.failures = new ApiFailures(gateway);
    }

    Gateway gateway() {
        return gateway;
    }

    <T> T get(String path, Class<T> type) throws CliException {
        return read(send(request(path, PATIENCE)), type);
    }

    HttpRequest.Builder post(String path, Object body, Duration patience) {
        return request(path, patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ApiJson.bytes(body)));
    }

    HttpRequest.Builder post(String path) {
        return request(path, PATIENCE).POST(BodyPublishers.noBody());
    }

    HttpRequest.Builder delete(String path) {
        return request(path, PATIENCE).DELETE();
    }

    HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(API + path)).timeout(patience);
        gateway.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    <T> T send(HttpRequest.Builder request, Class<T> type) throws CliException {
        return read(send(request), type);
    }

    byte[] send(HttpRequest.Builder request) throws CliException {
        HttpResponse<InputStream> response = exchange(request.build(), BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            byte[] body = in.readAllBytes();
            if (response.statusCode() >= 300) {
                throw failures.refused(response.statusCode(), new String(body, StandardCharsets.UTF_8));
            }
            return body;
        } catch (IOException cut) {
            throw new Unreached(gateway, cut).toCliException();
        }
    }

    /** An answer that is read while it comes. */
    Stream<String> lines(String path) throws CliException {
        HttpResponse<Stream<String>> response =
                exchange(request(path, LONG_PATIENCE).build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw failures.refused(
                    response.statusCode(), response.body().toList().toString());
        }
        return response.body();
    }

    /** What is said beside the API, whatever the status is, and without the token. */
    String besides(String path) throws CliException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE).build();
        return exchange(request, BodyHandlers.ofString()).body();
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws CliException {
        try {
            return http.send(request, handler);
        } catch (IOException failed) {
            throw new Unreached(gateway, failed).toCliException();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted", "", interrupted);
        }
    }

    <T> T read(byte[] body, Class<T> type) throws CliException {
        return ApiJson.read(body, type, said());
    }

    <T> T read(String body, Class<T> type) throws CliException {
        return ApiJson.read(body, type, said());
    }

    private String said() {
        return "what " + gateway + " answered";
    }
}
