package hewn.serving.oip;

import static hewn.serving.FakeInference.any;
import static hewn.serving.FakeInference.floats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.serving.FakeInference;
import hewn.serving.Tensors;
import hewn.serving.TestServer;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class InferTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOLDEN = "/v2/models/half_plus_three/infer";
    private static final String ECHO = "/v2/models/echo/infer";

    @Test
    void answersTheGoldenModel() throws Exception {
        String expected = """
                {"model_name": "half_plus_three", "model_version": "123", "id": "42", "outputs": [
                  {"name": "y", "datatype": "FP32", "shape": [3], "data": [3.5, 4.0, 5.5]}]}""";
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            for (String path : new String[] {GOLDEN, "/v2/models/half_plus_three/versions/123/infer"}) {
                HttpResponse<String> response = server.post(path, """
                        {"id": "42", "inputs": [
                          {"name": "x", "shape": [3], "datatype": "FP32", "data": [1.0, 2.0, 5.0]}]}""");

                assertThat(JSON.readTree(response.body())).isEqualTo(JSON.readTree(expected));
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[1,2,3],[4,5,6]]|nested",
                "[1,2,3,4,5,6]|flat",
            })
    void readsNestedAndFlatData(String data, String form) throws Exception {
        FakeInference echo = FakeInference.echo(any("ids", ElementType.INT64));
        try (TestServer server = TestServer.of(echo)) {
            String body =
                    "{\"inputs\":[{\"name\":\"ids\",\"shape\":[2,3],\"datatype\":\"INT64\",\"data\":" + data + "}]}";

            assertThat(server.post(ECHO, body).statusCode()).as(form).isEqualTo(200);
            assertThat(echo.next().inputs()).containsEntry("ids", Tensors.longs(Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
        }
    }

    @Test
    void readsFieldsInAnyOrder() throws Exception {
        FakeInference echo = FakeInference.echo(floats("x"));
        try (TestServer server = TestServer.of(echo)) {
            HttpResponse<String> response = server.post(ECHO, """
                    {"outputs": [{"name": "x"}],
                     "inputs": [{"data": [[0.5], [1.5]], "datatype": "FP32", "name": "x", "shape": [2]}]}""");

            assertThat(response.statusCode()).isEqualTo(400); // [[0.5],[1.5]] is neither flat nor of shape [2]
            assertThat(response.body()).contains("has shape [2,1], but 'shape' says [2]");
            assertThat(server.post(ECHO, """
                                    {"inputs": [{"data": [0.5, 1.5], "datatype": "FP32", "name": "x", "shape": [2]}]}""").statusCode()).isEqualTo(200);
            assertThat(echo.next().inputs()).containsEntry("x", Tensors.floats(0.5f, 1.5f));
        }
    }

    @Test
    void takesAndGivesBinaryTensors() throws Exception {
        FakeInference golden = FakeInference.halfPlusThree();
        BinaryRequest request = new BinaryRequest("""
                {"inputs": [{"name": "x", "shape": [3], "datatype": "FP32", "parameters": {"binary_data_size": 12}}],
                 "outputs": [{"name": "y", "parameters": {"binary_data": true}}]}""", Tensors.floats(1, 2, 5));
        try (TestServer server = TestServer.of(golden)) {
            HttpResponse<byte[]> response = server.post(GOLDEN, request.body(), InferBody.HEADER, request.length());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
            int length = Integer.parseInt(
                    response.headers().firstValue(InferBody.HEADER).orElseThrow());
            JsonNode json = JSON.readTree(response.body(), 0, length);
            assertThat(json.at("/outputs/0/parameters/binary_data_size").asInt())
                    .isEqualTo(12);
            assertThat(json.at("/outputs/0/data").isMissingNode()).isTrue();
            assertThat(bytes(response.body(), length))
                    .isEqualTo(Tensors.floats(3.5f, 4, 5.5f).elements());
            assertThat(response.headers().firstValue("Content-Length")).hasValue(Integer.toString(length + 12));
        }
    }

    private static ByteBuffer bytes(byte[] body, int from) {
        return ByteBuffer.wrap(Arrays.copyOfRange(body, from, body.length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void carriesEveryDatatypeInBinaryBitForBit(ElementType type) throws Exception {
        FakeInference echo = FakeInference.echo(any("x", type));
        Tensor tensor = type == ElementType.STRING
                ? Tensors.bytes(new byte[] {}, new byte[] {(byte) 0xff, 0})
                : Tensors.raw(
                        type,
                        Shape.of(2),
                        Arrays.copyOf(
                                new int[] {1, 0, 0xff, 0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                                2 * type.sizeBytes().getAsInt()));
        BinaryRequest request = new BinaryRequest(
                "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\""
                        + Datatype.name(type) + "\",\"parameters\":{\"binary_data_size\":" + tensor.sizeBytes()
                        + "}}]}",
                tensor);
        try (TestServer server = TestServer.of(echo)) {
            HttpResponse<byte[]> response = server.post(ECHO, request.body(), InferBody.HEADER, request.length());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(echo.next().inputs()).containsEntry("x", tensor);
            int length = Integer.parseInt(
                    response.headers().firstValue(InferBody.HEADER).orElseThrow());
            assertThat(bytes(response.body(), length)).isEqualTo(tensor.elements());
        }
    }

    @Test
    void mixesBinaryAndJsonInTheOrderListed() throws Exception {
        TensorSpec a = floats("a");
        TensorSpec b = any("b", ElementType.INT64);
        TensorSpec c = any("c", ElementType.STRING);
        FakeInference echo = FakeInference.echo(a, b, c);
        BinaryRequest request = new BinaryRequest("""
                {"parameters": {"binary_data_output": true},
                 "inputs": [
                  {"name": "c", "shape": [1], "datatype": "BYTES", "parameters": {"binary_data_size": 8}},
                  {"name": "b", "shape": [2], "datatype": "INT64", "data": [7, 8]},
                  {"name": "a", "shape": [2], "datatype": "FP32", "parameters": {"binary_data_size": 8}}],
                 "outputs": [{"name": "b", "parameters": {"binary_data": false}}, {"name": "a"}, {"name": "c"}]}""", Tensors.strings("hewn"), Tensors.floats(0.5f, 1.5f));
        try (TestServer server = TestServer.of(echo)) {
            HttpResponse<byte[]> response = server.post(ECHO, request.body(), InferBody.HEADER, request.length());

            assertThat(echo.next().inputs())
                    .isEqualTo(Map.of(
                            "a", Tensors.floats(0.5f, 1.5f),
                            "b", Tensors.longs(Shape.of(2), 7, 8),
                            "c", Tensors.strings("hewn")));
            int length = Integer.parseInt(
                    response.headers().firstValue(InferBody.HEADER).orElseThrow());
            assertThat(JSON.readTree(response.body(), 0, length).at("/outputs")).isEqualTo(JSON.readTree("""
                    [{"name": "b", "datatype": "INT64", "shape": [2], "data": [7, 8]},
                     {"name": "a", "datatype": "FP32", "shape": [2], "parameters": {"binary_data_size": 8}},
                     {"name": "c", "datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": 8}}]"""));
            assertThat(new String(response.body(), response.body().length - 4, 4, StandardCharsets.US_ASCII))
                    .isEqualTo("hewn");
        }
    }

    @Test
    void doesNotCopyBinaryInputs() throws Exception {
        ByteBuffer body = ByteBuffer.wrap(new BinaryRequest("", Tensors.floats(1, 2)).body());
        BinaryInputs inputs = new BinaryInputs(body);

        Tensor tensor = inputs.next("x", ElementType.FLOAT32, Shape.of(2), 8);
        body.order(ByteOrder.LITTLE_ENDIAN).putFloat(4, 9);

        assertThat(tensor).isEqualTo(Tensors.floats(1, 9));
    }

    @Test
    void givesOnlyTheOutputsAskedFor() throws Exception {
        FakeInference echo = FakeInference.echo(floats("a"), floats("b"));
        try (TestServer server = TestServer.of(echo)) {
            JsonNode outputs = JSON.readTree(server.post(ECHO, """
                            {"inputs": [{"name": "a", "shape": [1], "datatype": "FP32", "data": [1]},
                                        {"name": "b", "shape": [1], "datatype": "FP32", "data": [2]}],
                             "outputs": [{"name": "b"}]}""").body()).get("outputs");

            assertThat(outputs).hasSize(1);
            assertThat(outputs.at("/0/name").asText()).isEqualTo("b");
        }
    }

    @Test
    void carriesTextAndTruthValuesInJson() throws Exception {
        FakeInference echo = FakeInference.echo(any("s", ElementType.STRING), any("t", ElementType.BOOL));
        try (TestServer server = TestServer.of(echo)) {
            JsonNode outputs = JSON.readTree(server.post(ECHO, """
                            {"inputs": [{"name": "s", "shape": [2], "datatype": "BYTES", "data": ["grün", ""]},
                                        {"name": "t", "shape": [1, 2], "datatype": "BOOL", "data": [[true, false]]}]}""").body()).get("outputs");

            assertThat(outputs.at("/0/data")).isEqualTo(JSON.readTree("[\"grün\", \"\"]"));
            assertThat(outputs.at("/1/data")).isEqualTo(JSON.readTree("[true, false]"));
        }
    }

    @Test
    void takesADeadlineInMicroseconds() throws Exception {
        FakeInference golden = FakeInference.halfPlusThree();
        try (TestServer server = TestServer.of(golden)) {
            server.post(GOLDEN, """
                    {"parameters": {"timeout": 2500000},
                     "inputs": [{"name": "x", "shape": [1], "datatype": "FP32", "data": [1]}]}""");

            assertThat(golden.next().deadline()).isBetween(Duration.ofMillis(1), Duration.ofMillis(2500));
        }
    }
}
