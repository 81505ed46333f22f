package hewn.admin.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.admin.LocalServer;
import hewn.admin.access.AdminSecrets;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The admin API of a fake gateway, in a real HTTP server, and a client that has the token. */
final class AdminApi implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    final FakeGateway gateway = new FakeGateway();
    final AdminServlet servlet;
    private final LocalServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    AdminApi(Path data) throws Exception {
        servlet = new AdminServlet(
                new AdminSecrets(data),
                gateway.parts(),
                new GatewayInfo("1.2.3", Instant.EPOCH, "lab", "http://127.0.0.1:8080", "mqtt://127.0.0.1:1883"),
                data.resolve("uploads"));
        token = Files.readString(data.resolve(AdminSecrets.TOKEN_FILE)).strip();
        server = LocalServer.of(servlet, "/api/v1/*");
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    Reply post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Reply put(String path, byte[] zip) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/zip").PUT(BodyPublishers.ofByteArray(zip)));
    }

    HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(server.at("/api/v1" + path));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request.build(), handler);
    }

    @Override
    public void close() {
        servlet.stop();
        server.close();
    }

    /** What came back. */
    record Reply(int status, String body) {
        JsonNode json() throws IOException {
            return MAPPER.readTree(body);
        }

        String error() throws IOException {
            return json().get("error").asText();
        }
    }
}
