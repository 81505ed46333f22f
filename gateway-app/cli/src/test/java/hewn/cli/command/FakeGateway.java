package hewn.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An HTTP server that answers what it was told to, and keeps what it was sent. */
final class FakeGateway implements AutoCloseable {
    static final String TOKEN = "secret";
    private static final String API = "/api/v1";

    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a route such as {@code GET /status} of the API, or any other, from now on. */
    FakeGateway when(String route, int status, String body) {
        replies.put(route, new Reply(status, body));
        return this;
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String uri = exchange.getRequestURI().toString();
        boolean isApi = uri.startsWith(API);
        String route = exchange.getRequestMethod() + " " + (isApi ? uri.substring(API.length()) : uri);
        sent.add(new Sent(route, exchange.getRequestBody().readAllBytes()));
        boolean allowed = !isApi
                || ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Reply reply = allowed
                ? replies.getOrDefault(route, new Reply(404, "{\"error\":\"no " + route + "\",\"remedy\":\"look\"}"))
                : new Reply(401, "{\"error\":\"no token\",\"remedy\":\"send it\"}");
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Reply(int status, String body) {}

    /** A request. */
    record Sent(String route, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        List<String> zipEntries() throws IOException {
            List<String> names = new ArrayList<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    names.add(entry.getName());
                }
            }
            return names;
        }
    }
}
