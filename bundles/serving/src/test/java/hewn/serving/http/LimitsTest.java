package hewn.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.serving.FakeInference;
import hewn.serving.TestServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitsTest {
    private static final String GOLDEN = "/v1/models/half_plus_three:predict";
    private static final String OIP = "/v2/models/half_plus_three/infer";
    private static final String ONE = "{\"instances\":[1]}";
    private static final Duration STANDARD = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static Limits limits(int bodyBytes, int concurrentReads, long heldBytes) {
        return new Limits(bodyBytes, concurrentReads, heldBytes, STANDARD, LONGEST);
    }

    private static String row(int bytes) {
        return "{\"instances\":[1" + " ".repeat(bytes - ONE.length()) + "]}";
    }

    @Test
    void takesBodiesUpToTheLimitAndNoLargerOnes() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree(), limits(100_000, 8, 1 << 20))) {
            assertThat(server.post(GOLDEN, row(100_000)).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = server.post(GOLDEN, row(100_001));
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("more than the 100000 bytes that are allowed");
            assertThat(chunked(server, row(100_000)).statusCode()).isEqualTo(200);
            assertThat(chunked(server, row(100_001)).statusCode()).isEqualTo(413);
        }
    }

    private static HttpResponse<String> chunked(TestServer server, String body) throws Exception {
        return server.client()
                .send(
                        HttpRequest.newBuilder(server.uri(GOLDEN))
                                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void refusesALargeBodySoThatTheClientHearsIt() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree(), limits(1000, 8, 1 << 20))) {
            HttpResponse<String> refused = server.post(GOLDEN, row(20 << 20));

            assertThat(refused.statusCode()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br"})
    void refusesEncodedBodies(String encoding) throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            for (String path : List.of(GOLDEN, OIP)) {
                HttpResponse<String> refused = server.post(path, ONE, "Content-Encoding", encoding);
                assertThat(refused.statusCode()).isEqualTo(415);
                assertThat(refused.body()).contains("Content-Encoding '" + encoding + "' is not supported");
            }
            assertThat(server.post(GOLDEN, ONE, "Content-Encoding", "identity").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void readsNoMoreRequestsAtATimeThanItMay() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree(), limits(1000, 1, 1 << 20));
                Socket slow = new Socket("127.0.0.1", server.port())) {
            send(
                    slow,
                    "POST " + GOLDEN + " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: " + ONE.length()
                            + "\r\n\r\n");
            assertThat(line(slow.getInputStream())).isEqualTo("HTTP/1.1 100 Continue"); // it is being read
            line(slow.getInputStream());
            HttpResponse<String> refused = server.post(GOLDEN, ONE);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("1 requests are being read already");

            send(slow, ONE);

            assertThat(line(slow.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
            awaitStatus(server, 200);
        }
    }

    private static HttpResponse<String> awaitStatus(TestServer server, int status) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        HttpResponse<String> response = server.post(GOLDEN, ONE);
        while (response.statusCode() != status && System.nanoTime() < deadline) {
            response = server.post(GOLDEN, ONE);
        }
        assertThat(response.statusCode()).isEqualTo(status);
        return response;
    }

    @Test
    void goesOnWithTheConnectionAfterARefusal() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree());
                Socket client = new Socket("127.0.0.1", server.port())) {
            for (int i = 0; i < 3; i++) {
                send(client, "POST /v1/models/foo:predict HTTP/1.1\r\nHost: h\r\nContent-Length: 17\r\n\r\n{");
                send(client, ONE.substring(1));
                assertThat(response(client.getInputStream()))
                        .startsWith("HTTP/1.1 404")
                        .doesNotContain("close");
            }
        }
    }

    @Test
    void endsTheConnectionAfterARefusalOfALargeBody() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree());
                Socket client = new Socket("127.0.0.1", server.port())) {
            send(client, "POST /v1/models/foo:predict HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n{");

            assertThat(response(client.getInputStream()))
                    .startsWith("HTTP/1.1 404")
                    .contains("Connection: close");
        }
    }

    /** The head of a response, its body read. */
    private static String response(InputStream in) throws Exception {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
            length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
        }
        in.readNBytes(length);
        return head.toString();
    }

    private static void send(Socket socket, String text) throws Exception {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(InputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Test
    void holdsNoMoreBytesThanItMayUntilRequestsAreAnswered() throws Exception {
        CompletableFuture<InferenceOutcome> outcome = new CompletableFuture<>();
        FakeInference slow = FakeInference.halfPlusThree().behaving(request -> outcome);
        try (TestServer server = TestServer.of(slow, limits(100_000, 8, 150_000))) {
            CompletableFuture<HttpResponse<String>> first =
                    server.client().sendAsync(request(server, row(100_000)), BodyHandlers.ofString());
            var request = slow.next();

            HttpResponse<String> refused = server.post(GOLDEN, row(100_000));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("fill the 150000 bytes that are set aside");

            outcome.complete(slow.answer(request, Map.of("y", request.inputs().get("x"))));
            assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            int status = 429;
            while (status == 429 && System.nanoTime() < deadline) { // until the first has left
                status = server.post(GOLDEN, row(100_000)).statusCode();
            }
            assertThat(status).isEqualTo(200);
        }
    }

    @Test
    void waitsForManyAnswersWithoutAThreadForEach() throws Exception {
        int many = 10 * TestServer.THREADS;
        CountDownLatch arrived = new CountDownLatch(many);
        CompletableFuture<InferenceOutcome> gate = new CompletableFuture<>();
        FakeInference slow = FakeInference.halfPlusThree();
        slow.behaving(request -> {
            arrived.countDown();
            return gate.thenApply(
                    open -> slow.answer(request, Map.of("y", request.inputs().get("x"))));
        });
        try (TestServer server = TestServer.of(slow, limits(1000, many, 1 << 20))) {
            List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, many)
                    .mapToObj(i -> server.client().sendAsync(request(server, ONE), BodyHandlers.ofString()))
                    .toList();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            gate.complete(Rejection.of(Reason.NOT_FOUND, "is not looked at"));

            assertThat(responses)
                    .allSatisfy(response -> assertThat(
                                    response.get(20, TimeUnit.SECONDS).statusCode())
                            .isEqualTo(200));
        }
    }

    private static HttpRequest request(TestServer server, String body) {
        return HttpRequest.newBuilder(server.uri(GOLDEN))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @Test
    void waitsLongerThanTheConnectionMayBeIdle() throws Exception {
        FakeInference slow = FakeInference.halfPlusThree();
        slow.behaving(request -> new CompletableFuture<InferenceOutcome>()
                .completeOnTimeout(
                        slow.answer(request, Map.of("y", request.inputs().get("x"))), 600, TimeUnit.MILLISECONDS));
        try (TestServer server = TestServer.of(slow, Limits.DEFAULT, Duration.ofMillis(150))) {
            assertThat(server.post(GOLDEN, ONE).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Request-Timeout,2,2000",
        "X-Request-Timeout,2.5,2500",
        "X-Request-Timeout,2s,2000",
        "X-Request-Timeout,250ms,250",
        "X-Request-Timeout,86400,600000",
        "grpc-timeout,1500m,1500",
        "grpc-timeout,3S,3000",
        "grpc-timeout,99999999H,600000",
        "A,b,30000",
    })
    void passesDeadlinesOn(String header, String value, long millis) throws Exception {
        FakeInference golden = FakeInference.halfPlusThree();
        try (TestServer server = TestServer.of(golden)) {
            server.post(GOLDEN, ONE, header, value);

            assertThat(golden.next().deadline()).isBetween(Duration.ofMillis(1), Duration.ofMillis(millis));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Request-Timeout,soon", "X-Request-Timeout,-1", "X-Request-Timeout,1h", "grpc-timeout,5"})
    void refusesDeadlinesThatItDoesNotUnderstand(String header, String value) throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            HttpResponse<String> refused = server.post(GOLDEN, ONE, header, value);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("but got '" + value + "'");
        }
    }

    @Test
    void answersByTheDeadlineEvenIfTheServiceDoesNot() throws Exception {
        FakeInference silent = FakeInference.halfPlusThree().behaving(request -> new CompletableFuture<>());
        try (TestServer server = TestServer.of(silent)) {
            HttpResponse<String> late = server.post(GOLDEN, ONE, "X-Request-Timeout", "20ms");
            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.body()).contains("no answer within the deadline of 20 ms");
        }
    }

    @Test
    void answersByTheDeadlineEvenIfTheBodyDoesNotArrive() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree());
                Socket slow = new Socket("127.0.0.1", server.port())) {
            send(
                    slow,
                    "POST " + GOLDEN
                            + " HTTP/1.1\r\nHost: h\r\nX-Request-Timeout: 50ms\r\nContent-Length: 99\r\n\r\n{");

            assertThat(line(slow.getInputStream())).startsWith("HTTP/1.1 504");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT,400,",
        "NOT_FOUND,404,",
        "OVERLOADED,429,1",
        "UNAVAILABLE,503,1",
        "DEADLINE_EXCEEDED,504,",
        "COMPUTATION_FAILED,500,",
    })
    void mapsEveryReasonToAStatus(Reason reason, int status, String retryAfter) throws Exception {
        FakeInference rejecting =
                FakeInference.halfPlusThree().rejecting(Rejection.of(reason, "the \"device\" is gone"));
        String oipBody = "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}";
        try (TestServer server = TestServer.of(rejecting)) {
            for (HttpResponse<String> response : List.of(server.post(GOLDEN, ONE), server.post(OIP, oipBody))) {
                assertThat(response.statusCode()).isEqualTo(status);
                assertThat(response.body()).isEqualTo("{\"error\":\"the \\\"device\\\" is gone\"}");
                assertThat(response.headers().firstValue("Retry-After")).isEqualTo(Optional.ofNullable(retryAfter));
            }
        }
    }

    @Test
    void passesOnWhenToTryAgain() throws Exception {
        FakeInference rejecting = FakeInference.halfPlusThree()
                .rejecting(new Rejection(Reason.UNAVAILABLE, "lost", Optional.of(Duration.ofMillis(2500))));
        try (TestServer server = TestServer.of(rejecting)) {
            assertThat(server.post(GOLDEN, ONE).headers().firstValue("Retry-After"))
                    .hasValue("3");
        }
    }

    @Test
    void answersWhatFailsUnexpectedly() throws Exception {
        FakeInference broken = FakeInference.halfPlusThree().behaving(request -> {
            throw new IllegalStateException("bug");
        });
        try (TestServer server = TestServer.of(broken)) {
            HttpResponse<String> response = server.post(GOLDEN, ONE);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .contains("the gateway failed on this request")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> limits(0, 1, 1)).withMessageContaining("bodyBytes=0");
        assertThatIllegalArgumentException().isThrownBy(() -> limits(10, 1, 9)).withMessageContaining("heldBytes=9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(1, 1, 1, LONGEST, STANDARD))
                .withMessageContaining("PT10M");
    }
}
