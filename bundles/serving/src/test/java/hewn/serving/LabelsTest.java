package hewn.serving;

import static hewn.serving.FakeInference.floats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.VersionLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Version 1 is stable, and version 2, which has another name for its output, is tried beside it. */
class LabelsTest {
    private static final String ROWS = "{\"instances\": [1.0]}";

    private final FakeInference inference = new FakeInference()
            .serves("m", 1, List.of(floats("x")), List.of(floats("y")))
            .tries("m", 2, List.of(floats("x")), List.of(floats("z")))
            .answering(request -> Map.of("y", request.inputs().get("x")));
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.of(inference);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void passesLabelsOn() throws Exception {
        assertThat(server.post("/v1/models/m/labels/canary:predict", ROWS).statusCode())
                .isEqualTo(200);
        assertThat(inference.next()).extracting(InferenceRequest::label).isEqualTo(Optional.of(VersionLabel.CANARY));
        assertThat(server.post("/v1/models/m/labels/stable:predict", ROWS).statusCode())
                .isEqualTo(200);
        assertThat(inference.next()).extracting(InferenceRequest::label).isEqualTo(Optional.of(VersionLabel.STABLE));
    }

    @Test
    void passesVersionsOfBothOn() throws Exception {
        String infer = "{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"FP32\", \"data\": [1]}]}";
        for (long version = 1; version <= 2; version++) {
            assertThat(server.post("/v1/models/m/versions/" + version + ":predict", ROWS)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(inference.next().version()).isEqualTo(OptionalLong.of(version));
            assertThat(server.post("/v2/models/m/versions/" + version + "/infer", infer)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(inference.next().version()).isEqualTo(OptionalLong.of(version));
        }
    }

    @Test
    void describesWhatIsStableUnlessAskedForTheOther() throws Exception {
        assertThat(get("/v1/models/m/metadata").at("/model_spec/version").asText())
                .isEqualTo("1");
        assertThat(get("/v1/models/m/labels/canary/metadata")
                        .at("/model_spec/version")
                        .asText())
                .isEqualTo("2");
        assertThat(get("/v2/models/m").at("/outputs/0/name").asText()).isEqualTo("y");
        assertThat(get("/v2/models/m/versions/2").at("/outputs/0/name").asText())
                .isEqualTo("z");
    }

    @Test
    void tellsTheStatusOfBoth() throws Exception {
        assertThat(get("/v1/models/m").at("/model_version_status").findValuesAsText("version"))
                .containsExactly("1", "2");
        assertThat(get("/v1/models/m/labels/canary").at("/model_version_status").findValuesAsText("version"))
                .containsExactly("2");
        assertThat(get("/v2/models/m").at("/versions").toString()).isEqualTo("[\"1\",\"2\"]");
    }

    private JsonNode get(String path) throws Exception {
        return new ObjectMapper().readTree(server.get(path).body());
    }
}
