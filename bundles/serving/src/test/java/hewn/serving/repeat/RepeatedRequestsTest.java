package hewn.serving.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.serving.FakeInference;
import hewn.serving.TestServer;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees that repeats its requests. */
final class RepeatedRequestsTest {
    private static final String V1 = "/v1/models/half_plus_three:predict";
    private static final String V2 = "/v2/models/half_plus_three/infer";
    private static final String ONE = "{\"instances\":[1.0]}";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final FakeInference inference = FakeInference.halfPlusThree();
    private final AtomicInteger computations = new AtomicInteger();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        computing(request -> CompletableFuture.completedFuture(answer(request)));
        server = TestServer.of(inference);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void computing(Function<InferenceRequest, CompletableFuture<InferenceOutcome>> how) {
        inference.behaving(request -> {
            computations.incrementAndGet();
            return how.apply(request);
        });
    }

    private InferenceOutcome answer(InferenceRequest request) {
        return inference.answer(request, Map.of("y", request.inputs().get("x")));
    }

    private static HttpRequest request(TestServer server, String body, String... headers) {
        return HttpRequest.newBuilder(server.uri(V1))
                .POST(BodyPublishers.ofString(body))
                .headers(headers)
                .build();
    }

    private static void assertReplayed(HttpResponse<?> repeated, HttpResponse<?> first) {
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue(REPLAYED)).isEmpty();
        assertThat(repeated.statusCode()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(first.body());
        assertThat(repeated.headers().firstValue(REPLAYED)).hasValue("true");
        for (String header : List.of("Content-Type", "Hewn-Generation")) {
            assertThat(repeated.headers().firstValue(header))
                    .isPresent()
                    .isEqualTo(first.headers().firstValue(header));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                V1 + "|{\"instances\":[1,2,5]}",
                V2 + "|{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[3],\"data\":[1,2,5]}]}",
            })
    void bothProtocolsRepeatAReply(String path, String body) throws Exception {
        HttpResponse<String> first = server.post(path, body, KEY, "k");
        HttpResponse<String> repeated = server.post(path, body, KEY, "k", "X-Request-Timeout", "9");
        assertReplayed(repeated, first);
        assertThat(computations).hasValue(1);
        server.post(path, body);
        server.post(path, body, KEY, "another");
        assertThat(computations).hasValue(3);
    }

    @Test
    void rawTensorsAreRepeatedToo() throws Exception {
        String json = "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"x\",\"shape\":[3],"
                + "\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":12}}]}";
        byte[] body = (json + "abcdefghijkl").getBytes(StandardCharsets.US_ASCII);
        String[] headers = {KEY, "k", "Inference-Header-Content-Length", Integer.toString(json.length())};

        HttpResponse<byte[]> first = server.post(V2, body, headers);
        HttpResponse<byte[]> repeated = server.post(V2, body, headers);

        assertReplayed(repeated, first);
        assertThat(new String(repeated.body(), StandardCharsets.US_ASCII)).endsWith("abcdefghijkl");
        assertThat(repeated.headers().firstValue("Inference-Header-Content-Length"))
                .isPresent()
                .isEqualTo(first.headers().firstValue("Inference-Header-Content-Length"));
        assertThat(computations).hasValue(1);
    }

    @Test
    void sixAtATimeAreComputedOnce() throws Exception {
        CompletableFuture<InferenceOutcome> outcome = new CompletableFuture<>();
        computing(request -> outcome);
        List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, 6)
                .mapToObj(i -> server.client().sendAsync(request(server, ONE, KEY, "k"), BodyHandlers.ofString()))
                .toList();

        outcome.complete(answer(inference.next()));

        List<String> bodies = responses.stream()
                .map(response -> response.orTimeout(20, TimeUnit.SECONDS).join().body())
                .toList();
        assertThat(bodies).containsOnly("{\"predictions\":[1.0]}");
        assertThat(responses.stream().filter(response -> isReplayed(response.join())))
                .hasSize(5);
        assertThat(computations).hasValue(1);
    }

    private static boolean isReplayed(HttpResponse<String> response) {
        return response.headers().firstValue(REPLAYED).isPresent();
    }

    @Test
    void aClientThatIsGoneFindsItsReplyWhenItComesBack() throws Exception {
        CompletableFuture<InferenceOutcome> outcome = new CompletableFuture<>();
        computing(request -> outcome);
        try (Socket gone = new Socket("127.0.0.1", server.port())) {
            gone.getOutputStream()
                    .write(("POST " + V1 + " HTTP/1.1\r\nHost: h\r\n" + KEY + ": k\r\nContent-Length: " + ONE.length()
                                    + "\r\n\r\n" + ONE)
                            .getBytes(StandardCharsets.US_ASCII));
            gone.getOutputStream().flush();
            outcome.complete(answer(inference.next()));
        }
        HttpResponse<String> repeated = server.post(V1, ONE, KEY, "k");
        assertThat(repeated.body()).isEqualTo("{\"predictions\":[1.0]}");
        assertThat(repeated.headers().firstValue(REPLAYED)).hasValue("true");
        assertThat(computations).hasValue(1);
    }

    @Test
    void aKeyBelongsToOneRequest() throws Exception {
        server.post(V1, ONE, KEY, "k");
        HttpResponse<String> conflict = server.post(V1, "{\"instances\":[2]}", KEY, "k");
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("\"error\":", "give every other request a key of its own");
        assertThat(conflict.headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", ""})
    void refusesKeysThatAreIllFormed(String key) throws Exception {
        for (String path : List.of(V1, V2)) {
            HttpResponse<String> refused = server.post(path, ONE, KEY, key);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("1 to 255 visible ASCII characters, such as a UUID");
        }
        assertThat(computations).hasValue(0);
    }

    @Test
    void aRepetitionHearsOfItsOwnDeadline() throws Exception {
        CompletableFuture<InferenceOutcome> outcome = new CompletableFuture<>();
        computing(request -> outcome);
        CompletableFuture<HttpResponse<String>> first =
                server.client().sendAsync(request(server, ONE, KEY, "k"), BodyHandlers.ofString());
        InferenceRequest underWay = inference.next();

        HttpResponse<String> late = server.post(V1, ONE, KEY, "k", "X-Request-Timeout", "30ms");

        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.body()).contains("no answer within the deadline of 30 ms");
        outcome.complete(answer(underWay));
        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(computations).hasValue(1);
    }

    @Test
    void failuresAreToldAndForgotten() throws Exception {
        computing(request -> CompletableFuture.completedFuture(Rejection.of(Reason.OVERLOADED, "full")));
        assertThat(server.post(V1, ONE, KEY, "k").statusCode()).isEqualTo(429);
        computing(request -> CompletableFuture.failedFuture(new TimeoutException("late")));
        assertThat(server.post(V1, ONE, KEY, "k").statusCode()).isEqualTo(504);
        computing(request -> {
            throw new NoClassDefFoundError("an error");
        });
        assertThat(server.post(V1, ONE, KEY, "k").statusCode()).isEqualTo(500);
        assertThat(server.post(V1, "{}", KEY, "k").statusCode()).isEqualTo(400);
        computing(request -> CompletableFuture.completedFuture(answer(request)));
        assertThat(server.post(V1, ONE, KEY, "k").statusCode()).isEqualTo(200);
        assertThat(computations).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/half_plus_three", "/v2/models/half_plus_three", "/v2/health/ready"})
    void queriesTakeNoNoticeOfKeys(String path) throws Exception {
        for (String method : List.of("GET", "HEAD")) {
            for (String key : List.of("k", "k", "not a key")) {
                HttpResponse<String> reply = server.send(method, path, "", KEY, key);
                assertThat(reply.statusCode()).isEqualTo(200);
                assertThat(reply.headers().firstValue(REPLAYED)).isEmpty();
            }
        }
    }
}
