package hewn.admin.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.admin.LocalServer;
import hewn.inference.ModelId;
import hewn.inference.Signature;
import hewn.pipeline.InferenceService.Served;
import hewn.pipeline.TrafficShare;
import hewn.pipeline.VersionLabel;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WelcomeServletTest {
    private final AtomicReference<State> state = new AtomicReference<>(new State(List.of(), 0, List.of()));
    private LocalServer server;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.of(new WelcomeServlet(state::get), "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void namesTheWaysInAtTheRootAlone() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWithIgnoringCase("text/html");
        assertThat(page.body()).contains("/system/console", "/system/health", "/v1", "/v2", "/api/v1", "docs/");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhichModelsServeHowManyDevicesThereAreAndWhatIsNotWell() throws Exception {
        assertThat(get("/").body())
                .contains("Health: <strong>unknown</strong>, 0 devices online", "No model serves yet");
        Signature signature = new Signature(Signature.DEFAULT_NAME, List.of(), List.of());
        Served stable = new Served(new ModelId("digits", 2), signature, 1, true);
        Served lost = new Served(new ModelId("a", 7), signature, 2, false);
        state.set(new State(
                List.of(stable, lost),
                1,
                List.of(
                        new State.Check("Broker", new Result(Result.Status.OK, "Connected")),
                        new State.Check("Deployments", new Result(Result.Status.CRITICAL, "<a> & b")))));
        assertThat(get("/").body())
                .contains("Health: <strong>CRITICAL</strong>, 1 device online")
                .contains("<li>Deployments: &lt;a&gt; &amp; b</li>")
                .doesNotContain("Broker", "Connected")
                .containsSubsequence(
                        "<td>a</td><td>7</td><td>waiting for devices, <a href=\"v1/models/a/versions/7\">status</a>",
                        "<td>digits</td><td>2</td><td>serving, <a href=\"v1/models/digits/versions/2\">status</a>");
    }

    @Test
    void marksACanary() throws Exception {
        Signature signature = new Signature(Signature.DEFAULT_NAME, List.of(), List.of());
        TrafficShare tenth = new TrafficShare(VersionLabel.CANARY, 0.1);
        state.set(new State(List.of(new Served(new ModelId("m", 3), signature, 1, true, tenth)), 2, List.of()));
        assertThat(get("/").body()).contains("<td>3 (canary)</td>");
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.at(path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
