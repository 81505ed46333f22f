package hewn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @Test
    void sendsEveryImageOnceAndCountsWhatComesBack() throws Exception {
        Digits digits = threeImages();
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = server(exchange -> {
            JsonNode image =
                    new JsonMapper().readTree(exchange.getRequestBody()).at("/instances/0");
            int number = (int) image.at("/0/0/0").asDouble();
            calls.incrementAndGet();
            reply(exchange, number == 2 ? 503 : 200, number == 2 ? "busy" : scores(number));
        });
        try {
            URI predict = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/models/digits:predict");
            LoadResult result = new LoadRun(predict, digits, 2).run(done -> {});
            assertThat(calls).hasValue(3);
            assertThat(result.answers()).isEqualTo(2);
            assertThat(result.errors()).isEqualTo(1);
            assertThat(result.firstError()).contains("HTTP status 503: busy");
            assertThat(result.right()).isEqualTo(1);
            assertThat(result.accuracy()).isEqualTo(1 / 3.0);
            assertThat(result.latencies()).hasSize(2).isSorted();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void knowsWhichScoresAreRight() {
        ByteBuffer scores = ByteBuffer.allocate(3 * 10 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        scores.putFloat(0, 1).putFloat(40 + 8 * 4, 1).putFloat(80 + 2 * 4, 1);
        Tensor tensor = new Tensor(ElementType.FLOAT32, Shape.of(3, 10), scores);
        assertThat(threeImages().accuracy(tensor)).isEqualTo(2 / 3.0);
    }

    @Test
    void refusesADistributionWithoutImages(@TempDir Path folder) {
        assertThatExceptionOfType(CliException.class).isThrownBy(() -> Digits.of(new Home(folder)));
    }

    /** The labels are 0, 9 and 2; each image's first pixel is its number. */
    private static Digits threeImages() {
        ByteBuffer images = ByteBuffer.allocate(3 * 64 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int image = 0; image < 3; image++) {
            images.putFloat(image * 64 * Float.BYTES, image);
        }
        return new Digits(
                Path.of("digits"), new Tensor(ElementType.FLOAT32, Shape.of(3, 8, 8, 1), images), new int[] {0, 9, 2});
    }

    private static String scores(int best) {
        StringBuilder row = new StringBuilder();
        for (int digit = 0; digit < 10; digit++) {
            row.append(digit == 0 ? "" : ",").append(digit == best ? 0.9 : 0.01);
        }
        return "{\"predictions\":[[" + row + "]]}";
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models/digits:predict", handler);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.start();
        return server;
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
