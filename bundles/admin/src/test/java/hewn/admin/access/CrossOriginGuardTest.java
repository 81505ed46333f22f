package hewn.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.admin.LocalServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossOriginGuardTest {
    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private LocalServer server;
    private String password;

    @BeforeEach
    void start() throws Exception {
        ConsoleSecurity security = new ConsoleSecurity(new AdminSecrets(data));
        password = Files.readString(data.resolve(AdminSecrets.PASSWORD_FILE)).strip();
        ServletContextHandler handler = new ServletContextHandler();
        handler.addFilter(new FilterHolder(new CrossOriginGuard()), "/*", EnumSet.of(DispatcherType.REQUEST));
        handler.addServlet(new ServletHolder(new Console(security)), "/system/console/*");
        server = new LocalServer(handler);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void letsThePagesOfTheGatewayPost() throws Exception {
        assertThat(post("Origin", origin())).isEqualTo(200);
        assertThat(post("Referer", origin() + "/system/console/bundles")).isEqualTo(200);
    }

    @Test
    void letsProgramsPost() throws Exception {
        assertThat(post("X-Nothing", "-")).isEqualTo(200);
    }

    @Test
    void refusesThePagesOfOthers() throws Exception {
        assertThat(post("Origin", "http://evil.example")).isEqualTo(403);
        assertThat(post("Origin", "null")).isEqualTo(403);
        assertThat(post("Origin", "not a uri")).isEqualTo(403);
        assertThat(post("Referer", "http://evil.example/" + origin())).isEqualTo(403);
        assertThat(post("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    }

    @Test
    void letsThePagesOfOthersLinkHere() throws Exception {
        HttpRequest link = request().header("Origin", "http://evil.example").build();
        assertThat(client.send(link, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    @Test
    void challengesWhoDoesNotKnowThePassword() throws Exception {
        for (String guess : new String[] {"admin:admin", "root:" + password, "admin:" + password + "x", "nonsense"}) {
            HttpRequest request = HttpRequest.newBuilder(server.at("/system/console/bundles"))
                    .header("Authorization", basic(guess))
                    .build();
            var response = client.send(request, BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void keepsThePasswordOverRestarts() throws Exception {
        new AdminSecrets(data);
        assertThat(data.resolve(AdminSecrets.PASSWORD_FILE)).hasContent(password);
    }

    private int post(String header, String value) throws Exception {
        HttpRequest request =
                request().header(header, value).POST(BodyPublishers.noBody()).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(server.at("/system/console/bundles"))
                .header("Authorization", basic("admin:" + password));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes());
    }

    private String origin() {
        return server.at("").toString();
    }

    /** Answers who may enter. */
    private static final class Console extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient ConsoleSecurity security;

        Console(ConsoleSecurity security) {
            this.security = security;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            if (security.authenticate(request, response) != null) {
                response.setStatus(200);
            }
        }
    }
}
