package hewn.admin.welcome;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * Answers {@code /}, and nothing below it, with a page that names the ways in. It tells nothing of what the gateway holds,
 * so it needs no token.
 */
@Component(
        service = Servlet.class,
        // nothing is exactly the root, and "/" every path that nobody else takes; an annotation's nothing gets lost
        property = HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=")
public final class WelcomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = "welcome.html";

    /** Needs nothing. */
    public WelcomeServlet() {}

    /** {@inheritDoc} */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        try (InputStream page = Objects.requireNonNull(WelcomeServlet.class.getResourceAsStream(PAGE), PAGE)) {
            page.transferTo(response.getOutputStream());
        }
    }
}
