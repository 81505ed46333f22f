package hewn.serving.oip;

import static hewn.serving.FakeInference.any;
import static hewn.serving.FakeInference.floats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.serving.FakeInference;
import hewn.serving.TestServer;
import hewn.tensor.ElementType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/health/live",
                "/v2/health/ready",
                "/v2/models/half_plus_three/ready",
                "/v2/models/half_plus_three/versions/123/ready"
            })
    void isLiveAndReady(String path) throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            assertThat(server.get(path).statusCode()).isEqualTo(200);
            assertThat(server.send("HEAD", path, "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isLiveButNotReadyWhileAModelTakesNoRequests() throws Exception {
        FakeInference suspended = FakeInference.halfPlusThree()
                .serves("m", 1, "serving_default", List.of(floats("x")), List.of(floats("y")), false);
        try (TestServer server = TestServer.of(suspended)) {
            assertThat(server.get("/v2/health/live").statusCode()).isEqualTo(200);
            assertThat(server.get("/v2/health/ready").statusCode()).isEqualTo(400);
            assertThat(server.get("/v2/models/m/ready").statusCode()).isEqualTo(400);
            assertThat(server.get("/v2/models/half_plus_three/ready").statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/v2/models/foo/ready").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v2/"})
    void saysWhatTheServerIs(String path) throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            assertThat(JSON.readTree(server.get(path).body())).isEqualTo(JSON.readTree("""
                    {"name": "hewn", "version": "1.2.3", "extensions": ["binary_tensor_data", "model_repository"]}"""));
        }
    }

    @Test
    void describesAModel() throws Exception {
        FakeInference model =
                new FakeInference().serves("m", 2, List.of(floats("x")), List.of(any("y", ElementType.STRING)));
        try (TestServer server = TestServer.of(model)) {
            for (String path : List.of("/v2/models/m", "/v2/models/m/versions/2")) {
                assertThat(JSON.readTree(server.get(path).body())).isEqualTo(JSON.readTree("""
                        {"name": "m", "versions": ["2"], "platform": "tensorflow_savedmodel",
                         "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1]}],
                         "outputs": [{"name": "y", "datatype": "BYTES", "shape": []}]}"""));
            }
            assertThat(server.get("/v2/models/foo").statusCode()).isEqualTo(404);
        }
    }
}
