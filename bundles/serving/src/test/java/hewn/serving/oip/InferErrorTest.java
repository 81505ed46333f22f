package hewn.serving.oip;

import static hewn.serving.FakeInference.any;
import static hewn.serving.FakeInference.floats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.serving.FakeInference;
import hewn.serving.Tensors;
import hewn.serving.TestServer;
import hewn.tensor.ElementType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InferErrorTest {
    private static final String GOLDEN = "/v2/models/half_plus_three/infer";
    private static final String X = "\"name\":\"x\",\"datatype\":\"FP32\"";

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.of(FakeInference.halfPlusThree()
                .serves("half", 1, List.of(any("h", ElementType.FLOAT16)), List.of(any("h", ElementType.FLOAT16)))
                .serves("text", 1, List.of(any("s", ElementType.STRING)), List.of(floats("y"))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void refuses(int status, String body, int expectedStatus, String message) throws Exception {
        assertThat(new ObjectMapper().readTree(body).get("error").asText()).contains(message);
        assertThat(status).isEqualTo(expectedStatus);
    }

    private static void refuses(HttpResponse<String> response, int status, String message) throws Exception {
        refuses(response.statusCode(), response.body(), status, message);
    }

    private static void refusesBinary(BinaryRequest request, String header, String message) throws Exception {
        HttpResponse<byte[]> response = server.post(GOLDEN, request.body(), InferBody.HEADER, header);
        refuses(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), 400, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/models/text|{\"inputs\": [",
                "/v2/models/text/versions/1|{\"inputs\": [{\"name\": \"t\"}]}",
            })
    void tellsWhereTheInputsAreDescribed(String model, String body) throws Exception {
        refuses(server.post(model + "/infer", body), 400, "; GET " + model + " tells what the model takes");
        assertThat(server.get(model).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|JSON Parse error: The document is empty",
                "[]|a request is an object, but got [",
                "{|JSON Parse error: ",
                "{}|Missing named input: x",
                "{\"id\":7}|'id' is a string, but got 7",
                "{\"inputs\":{}}|'inputs' is an array",
                "{\"inputs\":[7]}|an input is an object, but got 7",
                "{\"inputs\":[{\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}|has no 'name'",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"data\":[1]}]}|input 'x' has no 'datatype'",
                "{\"inputs\":[{" + X + ",\"data\":[1]}]}|input 'x' has no 'shape'",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1]}]}|either 'data' or the parameter 'binary_data_size', but got none",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"data\":[1],\"parameters\":{\"binary_data_size\":4}}]}|but got both",
                "{\"inputs\":[{" + X + ",\"shape\":[-1],\"data\":[1]}]}|dimensions must not be negative, but are [-1]",
                "{\"inputs\":[{" + X + ",\"shape\":[4294967296,4294967296],\"data\":[1]}]}|has more than 2^63 elements",
                "{\"inputs\":[{" + X + ",\"shape\":[99999999999999999999],\"data\":[1]}]}|JSON Parse error",
                "{\"inputs\":[{" + X + ",\"shape\":[1.5],\"data\":[1]}]}|a shape is an array of numbers, but got 1.5",
                "{\"inputs\":[{" + X + ",\"shape\":7,\"data\":[1]}]}|a shape is an array of numbers, but got 7",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[3],\"data\":[1,2]}]}|has shape [2], but 'shape' says [3], which takes 3",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[2],\"data\":[[1],[2,3]]}]}|unexpected size: 2 at level: 1 expected size: 1, at x.data[1]",
                "{\"inputs\":[{" + X + ",\"shape\":[1],\"data\":[\"a\"]}]}|not of expected type: FP32, at x.data[0]",
                "{\"inputs\":[{" + X + ",\"shape\":[1],\"data\":1}]}|data of input 'x' is an array, but got 1",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1,1],\"data\":[1]}]}|input 'x' has shape [1,1], but the model expects FP32 [-1]",
                "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"INT32\",\"shape\":[1],\"data\":[1]}]}|input 'x' has type INT32, but the model expects FP32 [-1]",
                "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FLOAT\",\"shape\":[1],\"data\":[1]}]}|there is no datatype 'FLOAT'; there are [BF16, BOOL, BYTES, FP16",
                "{\"inputs\":[{\"name\":\"z\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}|unexpected input 'z': the model takes the inputs [x]",
                "{\"inputs\":[{" + X + ",\"shape\":[1],\"data\":[1]},{" + X
                        + ",\"shape\":[1],\"data\":[1]}]}|input 'x' is given twice",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"data\":[1]}],\"outputs\":[{\"name\":\"z\"}]}|unexpected output 'z': the model gives [y]",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"data\":[1]}],\"outputs\":[{\"name\":\"y\"},{\"name\":\"y\"}]}|output 'y' is asked for twice",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"data\":[1]}],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"classification\":3}}]}|parameter 'classification' of output 'y' is not supported",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"data\":[1]}],\"parameters\":{\"binary_data_output\":1}}|is true or false, but got 1",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"parameters\":{\"shared_memory_region\":\"r\"}}]}|parameter 'shared_memory_region' of input 'x' is not supported",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"parameters\":{\"binary_data_size\":4}}]}|only 0 bytes of binary data are left",
                "{\"inputs\":[{" + X
                        + ",\"shape\":[1],\"parameters\":{\"binary_data_size\":-4}}]}|a number from 0 on, but got -4",
            })
    void refusesMalformedRequests(String body, String message) throws Exception {
        refuses(server.post(GOLDEN, body), 400, message);
    }

    @Test
    void refusesHeaderLengthsOutOfRange() throws Exception {
        BinaryRequest request = new BinaryRequest(
                "{\"inputs\":[{" + X + ",\"shape\":[1],\"parameters\":{\"binary_data_size\":4}}]}", Tensors.floats(1));
        int size = request.body().length;
        refusesBinary(request, "-1", "from 0 to the " + size + " that the body has, but got '-1'");
        refusesBinary(request, Integer.toString(size + 1), "that the body has, but got");
        refusesBinary(request, "99999999999999999999", "but got '99999999999999999999'");
        refusesBinary(request, "ten", "but got 'ten'");
        refusesBinary(request, "0", "raw requests without JSON are not supported");
        refusesBinary(request, "5", "JSON Parse error");
    }

    @Test
    void refusesBinarySizesThatDoNotAddUp() throws Exception {
        BinaryRequest tooMuch = new BinaryRequest(
                "{\"inputs\":[{" + X + ",\"shape\":[1],\"parameters\":{\"binary_data_size\":4}}]}",
                Tensors.floats(1, 2));
        refusesBinary(tooMuch, tooMuch.length(), "add up to 4 bytes, but 8 bytes of binary data were sent");
        BinaryRequest wrongShape = new BinaryRequest(
                "{\"inputs\":[{" + X + ",\"shape\":[3],\"parameters\":{\"binary_data_size\":8}}]}",
                Tensors.floats(1, 2));
        refusesBinary(wrongShape, wrongShape.length(), "has 12 bytes, but got 8");
        BinaryRequest overflow = new BinaryRequest(
                "{\"inputs\":[{" + X
                        + ",\"shape\":[4611686018427387904],\"parameters\":{\"binary_data_size\":9223372036854775807}}]}",
                Tensors.floats(1, 2));
        refusesBinary(overflow, overflow.length(), "only 8 bytes of binary data are left");
        BinaryRequest product = new BinaryRequest(
                "{\"inputs\":[{" + X + ",\"shape\":[4611686018427387904],\"parameters\":{\"binary_data_size\":8}}]}",
                Tensors.floats(1, 2));
        refusesBinary(product, product.length(), "does not fit its binary_data_size of 8");
    }

    @Test
    void refusesBytesThatEndWithinAnElement() throws Exception {
        BinaryRequest request = new BinaryRequest(
                "{\"inputs\":[{\"name\":\"s\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":8}}]}",
                Tensors.floats(Float.intBitsToFloat(100), 1));
        HttpResponse<byte[]> response =
                server.post("/v2/models/text/infer", request.body(), InferBody.HEADER, request.length());
        refuses(
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8),
                400,
                "ends within an element");
    }

    @Test
    void refusesHalfPrecisionInJson() throws Exception {
        refuses(
                server.post(
                        "/v2/models/half/infer",
                        "{\"inputs\":[{\"name\":\"h\",\"datatype\":\"FP16\",\"shape\":[1],\"data\":[1]}]}"),
                400,
                "input 'h' has datatype FP16, which JSON has no notation for; send it as binary data");
        BinaryRequest request = new BinaryRequest(
                "{\"inputs\":[{\"name\":\"h\",\"datatype\":\"FP16\",\"shape\":[2],\"parameters\":{\"binary_data_size\":4}}]}",
                Tensors.floats(1));
        HttpResponse<byte[]> response =
                server.post("/v2/models/half/infer", request.body(), InferBody.HEADER, request.length());
        refuses(
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8),
                400,
                "ask for it with the parameter 'binary_data': true");
    }

    @Test
    void refusesNestingThatIsTooDeep() throws Exception {
        refuses(
                server.post(GOLDEN, "{\"inputs\":[{" + X + ",\"shape\":[1],\"data\":" + "[".repeat(100_000) + "}]}"),
                400,
                "too deep");
        refuses(server.post(GOLDEN, "{\"x\":" + "{\"a\":".repeat(100_000)), 400, "JSON Parse error: ");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v2/models/foo/infer,404,Request for unknown model: 'foo' is not found",
        "POST,/v2/models/half_plus_three/versions/9/infer,404,has no version 9 that is served",
        "POST,/v2/models/half_plus_three/versions/latest/infer,400,'a version is a number, but got ''latest'''",
        "GET,/v2/models/half_plus_three/infer,405,'takes POST, not GET'",
        "POST,/v2/models/half_plus_three,405,'takes GET, not POST'",
        "DELETE,/v2/models/half_plus_three,405,'takes GET, not DELETE'",
        "POST,/v2/health/live,405,'takes GET, not POST'",
        "GET,/v2/repository/index,405,'takes POST, not GET'",
        "GET,/v2/nothing,404,there is nothing at /v2/nothing; there are GET /v2/models/NAME",
        "POST,/v2/models/half_plus_three/generate,404,there is nothing at",
    })
    void refusesWrongPathsAndVerbs(String method, String path, int status, String message) throws Exception {
        refuses(server.send(method, path, "{}"), status, message);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v2/models/half_plus_three/infer,POST",
        "DELETE,/v2/models/half_plus_three,'GET, HEAD'",
    })
    void tellsWhichVerbsAreAllowed(String method, String path, String allowed) throws Exception {
        assertThat(server.send(method, path, "{}").headers().firstValue("Allow"))
                .hasValue(allowed);
    }
}
