package hewn.admin.welcome;

import hewn.fleet.FleetMonitor;
import hewn.pipeline.InferenceService;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * Answers {@code /}, and nothing below it, with a page that tells how the gateway fares and names the ways in. It tells
 * nothing that is not open to every client, so it needs no token.
 */
@Component(
        service = Servlet.class,
        // nothing is exactly the root, and "/" every path that nobody else takes; an annotation's nothing gets lost
        property = HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=")
public final class WelcomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = "welcome.html";
    private static final String PLACE_OF_STATE = "<!-- state -->\n";

    private final transient Supplier<State> state;
    private final String template = template();

    /**
     * A page about a gateway.
     *
     * @param inference knows which models serve
     * @param fleet knows the devices
     * @param health checks what there is to check
     */
    @Activate
    public WelcomeServlet(
            @Reference InferenceService inference,
            @Reference FleetMonitor fleet,
            @Reference HealthCheckExecutor health) {
        this(() -> new State(inference.served(), fleet.snapshot().devices().size(), checks(health)));
    }

    private static List<State.Check> checks(HealthCheckExecutor health) {
        return health.execute(HealthCheckSelector.tags("hewn")).stream()
                .map(found -> new State.Check(found.getHealthCheckMetadata().getName(), found.getHealthCheckResult()))
                .toList();
    }

    WelcomeServlet(Supplier<State> state) {
        this.state = state;
    }

    /** {@inheritDoc} */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        String page = template.replace(PLACE_OF_STATE, state.get().html());
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String template() {
        try (InputStream page = Objects.requireNonNull(WelcomeServlet.class.getResourceAsStream(PAGE), PAGE)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar of this bundle can't be read", damaged);
        }
    }
}
