package hewn.cli.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One connection to an HTTP/1.1 server, for one request at a time. It does little by itself, so that what is measured is
 * the server: a request is written at once, and a body is read into its own array.
 */
final class HttpConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket socket;
    private final InputStream in;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    static HttpConnection open(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new HttpConnection(socket);
    }

    /**
     * What a server answered.
     *
     * @param status a code
     * @param headers by name in lower case
     * @param body all of it
     */
    record Response(int status, Map<String, String> headers, byte[] body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** A request as it is sent, made once for many times. */
    static byte[] post(URI target, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST " + target.getRawPath() + " HTTP/1.1\r\nHost: "
                + target.getRawAuthority() + "\r\nContent-Length: " + body.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    Response exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = status(line());
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Response(status, headers, body(headers));
    }

    private static int status(String line) throws IOException {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
            throw new IOException("the server answered '" + line + "', which is not HTTP");
        }
        return Integer.parseInt(words[1]);
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

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.getOrDefault("content-length", "");
        if (!length.matches("\\d{1,9}")) {
            throw new IOException("the server did not say how long its answer is");
        }
        byte[] body = new byte[Integer.parseInt(length)];
        if (in.readNBytes(body, 0, body.length) < body.length) {
            throw new EOFException("the server closed the connection within its answer");
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
