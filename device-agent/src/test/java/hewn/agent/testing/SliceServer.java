package hewn.agent.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one body by HTTP with ranges, as well or as badly as a test asks for. */
public final class SliceServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile Answer answer;

    /** How a request is answered. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange, int offset) throws IOException;
    }

    public SliceServer(byte[] body) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        answer = whole(body);
        server.setExecutor(executor);
        server.createContext("/slice", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            int offset = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            answer.to(exchange, offset);
        }
    }

    /** Answers with what was asked for. */
    public static Answer whole(byte[] body) {
        return (exchange, offset) -> {
            respond(exchange, offset, body.length - offset, body.length);
            exchange.getResponseBody().write(body, offset, body.length - offset);
        };
    }

    /** Breaks the connection after some bytes. */
    public static Answer broken(byte[] body, int bytes) {
        return (exchange, offset) -> {
            respond(exchange, offset, body.length - offset, body.length);
            OutputStream out = exchange.getResponseBody();
            out.write(body, offset, Math.min(bytes, body.length - offset));
            out.flush();
        };
    }

    /** Answers with a status alone. */
    public static Answer status(int status) {
        return (exchange, offset) -> exchange.sendResponseHeaders(status, -1);
    }

    /** Answers with one answer to the first request, and with another behind. */
    public static Answer first(Answer first, Answer then) {
        boolean[] done = {false};
        return (exchange, offset) -> {
            Answer now = done[0] ? then : first;
            done[0] = true;
            now.to(exchange, offset);
        };
    }

    private static void respond(HttpExchange exchange, int offset, int length, int total) throws IOException {
        if (offset > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + offset + "-" + (offset + length - 1) + "/" + total);
        }
        exchange.sendResponseHeaders(offset > 0 ? 206 : 200, length);
    }

    public void answer(Answer other) {
        answer = other;
    }

    /** The {@code Range} headers so far, {@code null} for none. */
    public List<String> ranges() {
        return ranges;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/slice";
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
