package hewn.serving.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.serving.StartingServlet;
import hewn.serving.TestServer;
import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.HttpProtocol;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.JsonBody;
import hewn.serving.oip.FakeDeployments;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What clients hear while the gateway starts. */
class StartingTest {
    private static final Endpoint ANSWER = new Endpoint.Query(() -> Reply.json(JsonBody.of(out -> out.writeNull())));

    private final FakeDeployments deployments = new FakeDeployments();
    private final PresentDeployments present = new PresentDeployments();
    private final HttpProtocol guarded =
            new UntilRestored(present).guard(Map.of("v2", call -> ANSWER)).get("v2");

    @Test
    void everyRequestIsToldToComeBackSoonInTheFormOfItsProtocol() throws Exception {
        try (TestServer server = TestServer.of(new StartingServlet())) {
            for (HttpResponse<String> reply : List.of(
                    server.post("/v1/models/m:predict", "{\"instances\":[1]}"),
                    server.post("/v2/models/m/infer", "{\"inputs\":[]}"),
                    server.get("/v1/models/m"))) {
                assertThat(reply.statusCode()).isEqualTo(503);
                assertThat(reply.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(reply.body()).contains("\"error\":", "starting");
            }
        }
    }

    @Test
    void nothingIsAnsweredUntilItIsKnownWhatServed() throws Exception {
        assertRefused("/v2/models/m/infer");
        present.come(deployments);
        assertRefused("/v2/models/m/infer");
        deployments.restore();
        assertThat(guarded.find(call("/v2/models/m/infer"))).isEqualTo(ANSWER);
    }

    @Test
    void whatWasOpenedOnceStaysOpenWhileDeploymentsAreAway() throws Exception {
        present.come(deployments);
        deployments.restore();
        guarded.find(call("/v2/models/m/infer"));
        present.go(deployments);
        assertThat(guarded.find(call("/v2/models/m/infer"))).isEqualTo(ANSWER);
    }

    @Test
    void aStartingGatewayIsAliveButNotReady() throws Exception {
        assertThat(guarded.find(call("/v2/health/live"))).isEqualTo(ANSWER);
        assertRefused("/v2/health/ready");
    }

    private void assertRefused(String path) {
        assertThatThrownBy(() -> guarded.find(call(path)))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE));
    }

    private static HttpCall call(String path) {
        return new HttpCall("GET", path, header -> Optional.empty());
    }
}
