package hewn.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NowhereServletTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(new NowhereServlet()), "/");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void tellsProgramsInJsonWhereToGo() throws Exception {
        for (HttpRequest.Builder request : new HttpRequest.Builder[] {
            to("/nope").GET(),
            to("/nope").header("Accept", "*/*").POST(BodyPublishers.ofString("{\"instances\":[1]}")),
            to("/nope").header("Accept", "application/json").DELETE()
        }) {
            HttpResponse<String> reply = send(request);
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
            JsonNode body = new JsonMapper().readTree(reply.body());
            assertThat(body.get("error").asText()).isEqualTo("there is nothing at /nope");
            assertThat(body.get("remedy").asText()).contains("/v1/models", "/v2/models", "/api/v1");
        }
    }

    @Test
    void showsBrowsersAPlainPageThatRepeatsNothingOfTheirs() throws Exception {
        HttpResponse<String> page =
                send(to("/nope?%3Cb%3E").header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWithIgnoringCase("text/html");
        assertThat(page.body()).contains("Not found", "href=\"/\"").doesNotContain("nope");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
