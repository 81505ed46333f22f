package hewn.serving.tfs;

import static hewn.serving.FakeInference.floats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.serving.FakeInference;
import hewn.serving.TestServer;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.TensorSpec;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class StatusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tellsThatAModelIsAvailable() throws Exception {
        String expected = """
                {"model_version_status": [
                    {"version": "123", "state": "AVAILABLE", "status": {"error_code": "OK", "error_message": ""}}]}""";
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            for (String path : List.of("/v1/models/half_plus_three", "/v1/models/half_plus_three/versions/123")) {
                HttpResponse<String> response = server.get(path);

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(JSON.readTree(response.body())).isEqualTo(JSON.readTree(expected));
            }
        }
    }

    @Test
    void tellsThatAModelTakesNoRequestsNow() throws Exception {
        FakeInference suspended = new FakeInference()
                .serves("m", 1, "serving_default", List.of(floats("x")), List.of(floats("y")), false);
        try (TestServer server = TestServer.of(suspended)) {
            JsonNode status = JSON.readTree(server.get("/v1/models/m").body()).at("/model_version_status/0");

            assertThat(status.at("/state").asText()).isEqualTo("LOADING");
            assertThat(status.at("/status/error_code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(status.at("/status/error_message").asText()).isNotEmpty();
        }
    }

    @Test
    void knowsNothingOfOthers() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            HttpResponse<String> model = server.get("/v1/models/foo");
            HttpResponse<String> version = server.get("/v1/models/half_plus_three/versions/9");

            assertThat(model.statusCode()).isEqualTo(404);
            assertThat(model.body()).contains("Could not find any versions of model foo");
            assertThat(version.statusCode()).isEqualTo(404);
            assertThat(version.body()).contains("Could not find version 9 of model half_plus_three");
        }
    }

    @Test
    void describesSignaturesAsTensorFlowDoes() throws Exception {
        String expected = """
                {"model_spec": {"name": "m", "signature_name": "", "version": "2"},
                 "metadata": {"signature_def": {"signature_def": {"serving_default": {
                   "inputs": {"x": {"dtype": "DT_FLOAT",
                     "tensor_shape": {"dim": [{"size": "-1", "name": ""}, {"size": "8", "name": ""}],
                       "unknown_rank": false},
                     "name": "x:0"}},
                   "outputs": {"y": {"dtype": "DT_STRING",
                     "tensor_shape": {"dim": [], "unknown_rank": true}, "name": "y:0"}},
                   "method_name": "tensorflow/serving/predict"}}}}}""";
        TensorSpec x = new TensorSpec(
                "x", ElementType.FLOAT32, PartialShape.of(List.of(OptionalLong.empty(), OptionalLong.of(8))));
        FakeInference model =
                new FakeInference().serves("m", 2, List.of(x), List.of(FakeInference.any("y", ElementType.STRING)));
        try (TestServer server = TestServer.of(model)) {
            for (String path : List.of("/v1/models/m/metadata", "/v1/models/m/versions/2/metadata")) {
                assertThat(JSON.readTree(server.get(path).body())).isEqualTo(JSON.readTree(expected));
            }
            assertThat(server.get("/v1/models/foo/metadata").statusCode()).isEqualTo(404);
        }
    }
}
