package hewn.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.admin.LocalServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NowhereServletTest {
    private LocalServer server;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.of(new NowhereServlet(), "/");
    }

    @AfterEach
    void stop() {
        server.close();
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
        return HttpRequest.newBuilder(server.at(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
