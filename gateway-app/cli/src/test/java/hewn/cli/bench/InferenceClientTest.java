package hewn.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hewn.cli.CliException;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InferenceClientTest {
    private static final String HEADER_SIZE = "Inference-Header-Content-Length";
    private static final byte[] ELEMENTS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final Tensor TENSOR = tensor(ElementType.FLOAT32, 2);
    private static final List<TensorSpec> OUTPUTS =
            List.of(new TensorSpec("y", ElementType.FLOAT32, PartialShape.of(Shape.of(2))));

    private final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private volatile String asked = "";
    private volatile int status = 200;
    private volatile boolean closing;
    private volatile String answered = "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[2],"
            + "\"parameters\":{\"binary_data_size\":8}}]}";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/infer", this::echo);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Answers with the elements that it was sent. */
    private void echo(HttpExchange exchange) throws IOException {
        clientPorts.add(exchange.getRemoteAddress().getPort());
        byte[] body = exchange.getRequestBody().readAllBytes();
        int size = Integer.parseInt(exchange.getRequestHeaders().getFirst(HEADER_SIZE));
        asked = new String(body, 0, size, StandardCharsets.UTF_8);
        byte[] json = answered.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(json);
        reply.writeBytes(Arrays.copyOfRange(body, size, body.length));
        exchange.getResponseHeaders().add(HEADER_SIZE, Integer.toString(json.length));
        if (closing) {
            exchange.getResponseHeaders().add("Connection", "close");
        }
        exchange.sendResponseHeaders(status, reply.size());
        exchange.getResponseBody().write(reply.toByteArray());
        exchange.close();
    }

    @Test
    void sendsAndReadsTensorsRaw() throws Exception {
        assertThat(client().answer(OUTPUTS)).isEqualTo(Map.of("y", TENSOR));
        JsonMapper mapper = new JsonMapper();
        assertThat(mapper.readTree(asked))
                .isEqualTo(mapper.readTree("{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"x\","
                        + "\"datatype\":\"FP32\",\"shape\":[2],\"parameters\":{\"binary_data_size\":8}}]}"));
    }

    @Test
    void keepsItsConnection() throws Exception {
        InferenceClient client = client();
        for (int i = 0; i < 5; i++) {
            client.ask();
        }
        assertThat(clientPorts).hasSize(1);
    }

    @Test
    void connectsAgainAfterTheServerHasClosed() throws Exception {
        InferenceClient client = client();
        client.ask();
        closing = true; // behind its next answer
        client.ask();
        closing = false;
        client.ask();
        assertThat(clientPorts).hasSize(2);
    }

    @Test
    void failsWithWhatTheServerSays() {
        status = 503;
        answered = "no device";
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(client()::ask)
                .withMessageContainingAll("HTTP status 503", "no device");
    }

    @Test
    void failsWhereAnAnswerIsOfAnotherForm() {
        for (String other : new String[] {"<html>", answered.replace("[2]", "[3]"), answered.replace("y", "z")}) {
            answered = other;
            assertThatExceptionOfType(CliException.class)
                    .isThrownBy(() -> client().answer(OUTPUTS))
                    .withMessageContaining("can't read what");
        }
    }

    @Test
    void failsWhereNobodyAnswers() {
        server.stop(0);
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(client()::ask)
                .withMessageContaining("the connection to");
    }

    @Test
    void refusesStrings() {
        Tensor text = new Tensor(ElementType.STRING, Shape.of(1), ByteBuffer.allocate(4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InferenceClient(URI.create("http://h/infer"), Map.of("x", text)));
    }

    private InferenceClient client() {
        URI infer = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/infer");
        return new InferenceClient(infer, Map.of("x", TENSOR));
    }

    private static Tensor tensor(ElementType type, long... dimensions) {
        return new Tensor(type, Shape.of(dimensions), ByteBuffer.wrap(ELEMENTS));
    }
}
