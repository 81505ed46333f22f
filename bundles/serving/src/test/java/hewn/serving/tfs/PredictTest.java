package hewn.serving.tfs;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.serving.FakeInference;
import hewn.serving.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class PredictTest {
    @Test
    void answersTheGoldenModelInRows() throws Exception {
        try (TestServer server = TestServer.of(FakeInference.halfPlusThree())) {
            HttpResponse<String> response =
                    server.post("/v1/models/half_plus_three:predict", "{\"instances\":[1.0,2.0,5.0]}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"predictions\":[3.5,4.0,5.5]}");
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }
}
