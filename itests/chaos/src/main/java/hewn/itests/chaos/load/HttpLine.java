package hewn.itests.chaos.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection to an HTTP/1.1 server, for one request at a time. It repeats nothing by itself, and notices an answer
 * that nobody asked for: libraries do neither.
 */
final class HttpLine implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private HttpLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static HttpLine open(URI server, int patienceMillis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), patienceMillis);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(patienceMillis);
            return new HttpLine(socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /** What a server answered; headers by name in lower case. */
    record Response(int status, Map<String, String> headers, String body) {}

    Response post(String path, Map<String, String> headers, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: ")
                .append(content.length)
                .append("\r\nContent-Type: application/json\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        return response();
    }

    /** Whether more came than was asked for. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    private Response response() throws IOException {
        String[] words = line().split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
            throw new IOException("the server answered '" + String.join(" ", words) + "', which is not HTTP");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[header.length - 1].strip());
        }
        return new Response(Integer.parseInt(words[1]), headers, body(headers));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private String body(Map<String, String> headers) throws IOException {
        String length = headers.getOrDefault("content-length", "");
        if (!length.matches("\\d{1,9}")) {
            throw new IOException("the server did not say how long its answer is");
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("the server closed the connection within its answer");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
