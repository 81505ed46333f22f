package hewn.admin.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.admin.access.AdminSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** The admin API of a fake gateway, in a real HTTP server, and a client that has the token. */
final class AdminApi implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    final FakeGateway gateway = new FakeGateway();
    final AdminServlet servlet;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    AdminApi(Path data) throws Exception {
        servlet = new AdminServlet(
                new AdminSecrets(data),
                gateway.parts(),
                new GatewayInfo("1.2.3", Instant.EPOCH, "lab", "http://127.0.0.1:8080", "mqtt://127.0.0.1:1883"),
                data.resolve("uploads"));
        token = Files.readString(data.resolve(AdminSecrets.TOKEN_FILE)).strip();
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(servlet), "/api/v1/*");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
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
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/v1" + path));
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
        LifeCycle.stop(server);
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
