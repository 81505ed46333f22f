package hewn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.inference.Slice;
import hewn.tensor.Digest;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactServletTest {
    private static final long SEED = 4711;
    private static final int SIZE = 300_001; // not a multiple of any buffer

    @TempDir
    private Path data;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ArtifactSettings settings = new ArtifactSettings(2);
    private ArtifactServer server;
    private byte[] content;
    private String path;
    private String tag;

    @BeforeEach
    void serve() throws Exception {
        content = new byte[SIZE];
        random.nextBytes(content);
        Digest digest = Digest.of(ByteBuffer.wrap(content));
        Files.write(file(digest), content);
        path = "/artifacts/sha256/" + digest.hex();
        tag = '"' + digest.hex() + '"';
        server = new ArtifactServer(new ArtifactServlet(data, settings::maxDownloads));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path file(Digest digest) throws Exception {
        return Files.createDirectories(data.resolve("slices/sha256").resolve(digest.hex()))
                .resolve(Slice.FILE);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static JsonNode problem(HttpResponse<byte[]> response) throws Exception {
        assertThat(header(response, "Content-Type")).startsWith("application/json");
        JsonNode body = new ObjectMapper().readTree(response.body());
        assertThat(body.path("error").asText()).isNotBlank();
        assertThat(body.path("remedy").asText()).isNotBlank();
        return body;
    }

    @Test
    void sendsAWholeSlice() throws Exception {
        HttpResponse<byte[]> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(content);
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(SIZE));
        assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(response, "ETag")).isEqualTo(tag);
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void tellsOnlyAboutASlice() throws Exception {
        HttpResponse<byte[]> response = server.send(
                server.request(path, "Range", "bytes=5-9")
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(SIZE));
        assertThat(header(response, "ETag")).isEqualTo(tag);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void sendsAnyRangeAsItIsInTheFile() throws Exception {
        for (int i = 0; i < 200; i++) {
            int first = random.nextInt(SIZE);
            int last = random.nextInt(first, SIZE);

            HttpResponse<byte[]> response = server.get(path, "Range", "bytes=" + first + "-" + last);

            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(header(response, "Content-Range")).isEqualTo("bytes " + first + "-" + last + "/" + SIZE);
            assertThat(response.body())
                    .as("seed %d, bytes %d-%d", SEED, first, last)
                    .isEqualTo(Arrays.copyOfRange(content, first, last + 1));
        }
    }

    @Test
    void sendsTheRest() throws Exception {
        assertThat(server.get(path, "Range", "bytes=300000-").body()).containsExactly(content[300_000]);
        assertThat(server.get(path, "Range", "bytes=-2").body()).containsExactly(content[299_999], content[300_000]);
    }

    @Test
    void refusesARangeBehindTheEnd() throws Exception {
        HttpResponse<byte[]> response = server.get(path, "Range", "bytes=" + SIZE + "-");

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */" + SIZE);
        assertThat(problem(response).path("error").asText()).contains(Integer.toString(SIZE));
    }

    @Test
    void sendsARangeOnlyOfWhatTheClientHasTheBeginningOf() throws Exception {
        assertThat(server.get(path, "Range", "bytes=1-1", "If-Range", tag).statusCode())
                .isEqualTo(206);
        for (String other : new String[] {"\"other\"", "W/" + tag, "Tue, 15 Nov 1994 12:45:26 GMT"}) {
            HttpResponse<byte[]> response = server.get(path, "Range", "bytes=1-1", "If-Range", other);
            assertThat(response.statusCode()).as(other).isEqualTo(200);
            assertThat(response.body()).isEqualTo(content);
        }
    }

    @Test
    void sendsNothingThatTheClientHolds() throws Exception {
        assertThat(server.get(path, "If-None-Match", "\"x\", " + tag).statusCode())
                .isEqualTo(304);
        assertThat(server.get(path, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
    }

    @Test
    void knowsOnlySlicesThatAreThere() throws Exception {
        String absent = "0".repeat(64);

        HttpResponse<byte[]> response = server.get("/artifacts/sha256/" + absent);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(problem(response).path("error").asText()).contains(absent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ABCDEF", "..", "%2e%2e", "..%2f..%2fsecret", "%2e%2e%2f%2e%2e%2fsecret", "a%00b"})
    void acceptsNothingButDigests(String name) throws Exception {
        Files.writeString(data.resolve("secret"), "secret");

        String answer = raw("GET /artifacts/sha256/" + name + " HTTP/1.1");

        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").doesNotContain("secret\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "g", ""})
    void tellsThatADigestIsMalformed(String last) throws Exception {
        HttpResponse<byte[]> response = server.get("/artifacts/sha256/" + "0".repeat(63) + last);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).path("remedy").asText()).contains("64 lower-case hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/artifacts", "/artifacts/", "/artifacts/sha256", "/artifacts/sha256/", "/artifacts/md5/0"})
    void tellsWhereSlicesAre(String other) throws Exception {
        HttpResponse<byte[]> response = server.get(other);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(problem(response).path("remedy").asText()).contains("/artifacts/sha256/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "OPTIONS", "TRACE"})
    void onlySends(String method) throws Exception {
        String answer = raw(method + " " + path + " HTTP/1.1");

        assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
    }

    @Test
    void sendsWhatIsLargerThanTwoGibibytes() throws Exception {
        long size = (3L << 30) + 5;
        byte[] end = {1, 2, 3, 4, 5};
        Digest digest = new Digest("1".repeat(64));
        try (FileChannel sparse = FileChannel.open(file(digest), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.wrap(end), size - end.length);
        }
        String large = "/artifacts/sha256/" + digest.hex();

        HttpResponse<InputStream> whole = server.send(server.request(large).build(), BodyHandlers.ofInputStream());
        whole.body().close();
        HttpResponse<byte[]> rest = server.get(large, "Range", "bytes=" + (size - 3) + "-");

        assertThat(header(whole, "Content-Length")).isEqualTo(Long.toString(size));
        assertThat(header(rest, "Content-Range")).isEqualTo("bytes " + (size - 3) + "-" + (size - 1) + "/" + size);
        assertThat(rest.body()).containsExactly(3, 4, 5);
    }

    @Test
    void boundsTheDownloadsAndIsFreeAgainWhenClientsLeave() throws Exception {
        Digest digest = new Digest("2".repeat(64));
        try (FileChannel sparse = FileChannel.open(file(digest), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.wrap(new byte[1]), 1L << 30);
        }
        String large = "/artifacts/sha256/" + digest.hex();
        try (InputStream first = open(large);
                InputStream second = open(large)) {
            assertThat(first.read() + second.read()).isZero();

            HttpResponse<byte[]> refused = server.get(path);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(header(refused, "Retry-After")).isEqualTo("1");
            problem(refused);

            settings.bound(3);
            assertThat(server.get(path).statusCode()).isEqualTo(200);
        }
        assertThat(statusOnceFree()).isEqualTo(200);
    }

    private InputStream open(String large) throws Exception {
        return server.send(server.request(large).build(), BodyHandlers.ofInputStream())
                .body();
    }

    /** The server learns that a client left when it sends the next bytes. */
    private int statusOnceFree() throws Exception {
        long deadline = System.nanoTime() + 10_000_000_000L;
        int status;
        do {
            status = server.get(path).statusCode();
        } while (status == 503 && System.nanoTime() < deadline);
        return status;
    }

    @Test
    void mayNotBeClosedToAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArtifactSettings(0))
                .withMessageContaining("maxDownloads");
    }

    /** Sends a request line that a careful client would not. */
    private String raw(String line) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
