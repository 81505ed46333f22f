package hewn.serving.tfs;

import static hewn.serving.FakeInference.any;
import static hewn.serving.FakeInference.floats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.serving.FakeInference;
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

final class PredictErrorTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.of(FakeInference.halfPlusThree()
                .serves("two", 1, List.of(floats("a"), any("b", ElementType.INT32)), List.of(floats("y"))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void refuses(HttpResponse<String> response, int status, String message) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(new ObjectMapper().readTree(response.body()).get("error").asText())
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/foo,Malformed request: GET /v1/foo",
        "POST,/v1/foo,Malformed request",
        "GET,/v1/models,Missing model name",
        "POST,/v1/models,Malformed request",
        "GET,/v1/models/half_plus_three:predict,Malformed request",
        "GET,/v1/models/foo/version/50:predict,Malformed request",
        "POST,/v1/models/foo/version/50:regress,Malformed request",
        "POST,/v1/models/foo/versions/HELLO:regress,Malformed request",
        "POST,/v1/models/foo/versions/18446744073709551615:regress,Failed to convert version: 18446744073709551615",
        "POST,/v1/models/foo/metadata,Malformed request",
        "POST,/v1/models/foo/label/some_label:regress,Malformed request",
        "POST,/v1/models/foo/versions/50/labels/some_label:regress,Malformed request",
        "POST,/v1/models/half_plus_three/labels/best:predict,Unrecognized servable version label: best",
        "POST,/v1/models/half_plus_three/labels/canary:predict,Unrecognized servable version label: canary",
        "GET,/v1/models/half_plus_three/labels/canary,Unrecognized servable version label: canary",
        "PUT,/v1/models/half_plus_three,Malformed request",
        "DELETE,/v1/models/half_plus_three,Malformed request",
        "GET,/v1/models/debug/model_name,Malformed request",
    })
    void refusesWrongPathsAndVerbs(String method, String path, String message) throws Exception {
        refuses(server.send(method, path, "{\"instances\":[1]}"), 400, message);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models/foo:predict,Servable not found for request: Latest(foo)",
        "/v1/models/foo/labels/stable:predict,Servable not found for request: Latest(foo)",
        "/v1/models/foo/versions/50:predict,'Servable not found for request: Specific(foo, 50)'",
        "/v1/models/half_plus_three/versions/99:predict,'Servable not found for request: Specific(half_plus_three, 99)'",
    })
    void refusesUnknownModels(String path, String message) throws Exception {
        refuses(server.post(path, "{\"instances\":[1]}"), 404, message);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/models/foo:predict,404,deploy it first",
        "GET,/v1/models/foo,404,deploy it first",
        "POST,/v1/models/half_plus_three/versions/99:predict,404,ask without a version or for one that is served: [123]",
        "GET,/v1/models/half_plus_three/versions/99,404,ask without a version or for one that is served: [123]",
        "GET,/v1/foo,400,POST /v1/models/NAME:predict",
        "GET,/v1/models,400,GET /v1/models/NAME",
        "POST,/v1/models/half_plus_three:predict,400,send {\"instances\": [...]}",
    })
    void tellsWhatToDoInstead(String method, String path, int status, String remedy) throws Exception {
        refuses(server.send(method, path, "{}"), status, remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/models/two|{\"instances\": [1",
                "/v1/models/two|{\"signature_name\": 7}",
                "/v1/models/two/versions/1|{\"inputs\": {\"a\": [[1], [2, 3]]}}",
                "/v1/models/two/labels/stable|{\"inputs\": {\"c\": [1]}}",
            })
    void tellsWhereTheInputsAreDescribed(String model, String body) throws Exception {
        refuses(server.post(model + ":predict", body), 400, " GET " + model + "/metadata tells what the model takes");
        assertThat(server.get(model + "/metadata").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|JSON Parse error: The document is empty",
                "instances = [1, 2]|JSON Parse error: Invalid value. at offset: 0",
                "{\"instances\":[1,2|JSON Parse error: Invalid value. at offset: 17",
                "{\"instances\":[1]} x|JSON Parse error: ",
                "{\"instances\":[7}|(for Array starting at line: 1, column: 14)",
                "{\"instances\":[1]}{}|JSON Parse error: The document root must not be followed by other values.",
                "[1,2]|Is not object",
                "{}|Missing 'inputs' or 'instances' key",
                "{\"instances\":[1],\"inputs\":[1]}|expecting only one of 'inputs' or 'instances' keys to exist",
                "{\"signature_name\":100}|'signature_name' key must be a string value.",
                "{\"signature_name\":\"x\",\"instances\":[1]}|Serving signature name: \"x\" not found in signature def",
                "{\"instances\":[1],\"signature_name\":\"x\"}|Serving signature name: \"x\" not found in signature def",
                "{\"instances\":7}|Excepting 'instances' to be an list/array",
                "{\"instances\":[]}|No values in 'instances' array",
                "{\"instances\":[\"x\",\"y\"]}|JSON Value: \"x\" Type: String is not of expected type: float, at instances[0]",
                "{\"instances\":[1,true]}|JSON Value: true Type: True is not of expected type: float, at instances[1]",
                "{\"instances\":[1,null]}|JSON Value: null Type: Null is not of expected type: float",
                "{\"instances\":[{\"b64\":\"AA==\"}]}|Type: Object is not of expected type: float",
                "{\"instances\":[[1,2],[3]]}|Encountered list at unexpected size: 1 at level: 1 expected size: 2, at instances[1]",
                "{\"instances\":[[1,2],3]}|found at incorrect level: 2 in the JSON DOM. Expected at level: 2, at instances[1]",
                "{\"instances\":[1,[2]]}|Encountered list at unexpected level: 1 expected < 1, at instances[1]",
                "{\"instances\":[[[1],[2]],[[3],[4,5]]]}|at instances[1][1]",
                "{\"instances\":[[],[1]]}|unexpected size: 1 at level: 1 expected size: 0, at instances[1]",
                "{\"instances\":[1e39]}|Cannot convert JSON value: 1e39 without loss of precision",
                "{\"instances\":[16777217]}|Cannot convert JSON value: 16777217 without loss of precision",
                "{\"instances\":[{\"y\":1}]}|Failed to process element: 0 of 'instances' list",
                "{\"instances\":[{\"x\":1},{}]}|Failed to process element: 1 of 'instances' list",
                "{\"instances\":[{\"x\":1,\"x\":2}]}|has it twice",
                "{\"instances\":[{\"x\":1},2]}|Expecting object but got list at item 1 of input list",
                "{\"instances\":[1,{\"x\":2}]}|Expecting value/list but got object at item 1 of input list",
                "{\"inputs\":{\"y\":[1]}}|unexpected input 'y': the model takes the inputs [x]",
                "{\"inputs\":{}}|Missing named input: x: the model expects float [-1], but got the inputs []",
                "{\"inputs\":{\"x\":[1],\"x\":[2]}}|input 'x' is given twice",
                "{\"inputs\":[[1]]}|input 'x' has shape [1,1], but the model expects float [-1]",
                "{\"inputs\":5}|input 'x' has shape [], but the model expects float [-1]",
            })
    void refusesMalformedBodies(String body, String message) throws Exception {
        refuses(server.post("/v1/models/half_plus_three:predict", body), 400, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"instances\":[1]}|expecting list of objects as multiple input tensors required",
                "{\"inputs\":[1]}|expecting an object as multiple input tensors required",
                "{\"inputs\":{\"a\":[1]}}|Missing named input: b: the model expects int32 […], but got the inputs [a]",
                "{\"instances\":[{\"a\":1}]}|keys must be equal to: a,b",
                "{\"instances\":[{\"a\":1,\"b\":1},{\"a\":[1],\"b\":1}]}|Encountered list at unexpected level: 1",
                "{\"instances\":[{\"a\":1,\"b\":1.5}]}|JSON Value: 1.5 Type: Number is not of expected type: int32",
            })
    void refusesWhatDoesNotNameEachInput(String body, String message) throws Exception {
        refuses(server.post("/v1/models/two:predict", body), 400, message);
    }

    @Test
    void refusesNestingThatIsTooDeep() throws Exception {
        String deep = "[".repeat(100_000);
        refuses(server.post("/v1/models/half_plus_three:predict", "{\"instances\":" + deep), 400, "too deep");
        refuses(server.post("/v1/models/half_plus_three:predict", "{\"other\":" + deep), 400, "JSON Parse error: ");
    }

    @Test
    void sendsClassifyAndRegressToPredict() throws Exception {
        refuses(server.post("/v1/models/half_plus_three:classify", "{\"examples\":[]}"), 501, "':predict'");
        refuses(server.post("/v1/models/half_plus_three:regress", "{\"examples\":[]}"), 501, "':predict'");
    }

    @Test
    void quotesOnlyTheBeginningOfLongValues() throws Exception {
        HttpResponse<String> response = server.post(
                "/v1/models/half_plus_three:predict", "{\"instances\":[\"" + "x".repeat(1_000_000) + "\"]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).hasSizeLessThan(300);
    }

    @Test
    void refusesOtherEncodingsThanUtf8() throws Exception {
        byte[] body = "{\"instances\":[1.0]}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(new String(server.post("/v1/models/half_plus_three:predict", body, "A", "b")
                        .body()))
                .contains("UTF-8");
    }
}
