package hewn.serving;

import hewn.serving.exchange.HttpProtocol;
import hewn.serving.http.Limits;
import hewn.serving.http.ProtocolServlet;
import hewn.serving.start.UntilRestored;
import jakarta.servlet.Servlet;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Stands in while {@link InferenceServlet} waits for what it needs, when the gateway starts or the dispatcher is restarted:
 * it tells every client to come back soon.
 */
@Component(
        service = Servlet.class,
        property = "service.ranking:Integer=-1") // of servlets with the same paths the one that ranks highest answers
@HttpWhiteboardServletName("hewn-starting")
@HttpWhiteboardServletPattern({"/v1/*", "/v2/*"})
@HttpWhiteboardServletAsyncSupported
public final class StartingServlet extends ProtocolServlet {
    private static final long serialVersionUID = 1L;

    /** Needs nothing. */
    @Activate
    public StartingServlet() {
        super(closed(), () -> Limits.DEFAULT);
    }

    private static Map<String, HttpProtocol> closed() {
        HttpProtocol closed = call -> {
            throw UntilRestored.starting();
        };
        return Map.of("v1", closed, "v2", closed);
    }
}
