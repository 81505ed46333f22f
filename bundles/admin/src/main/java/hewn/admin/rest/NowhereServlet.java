package hewn.admin.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Answers every path that nobody else takes: programs in JSON, as the admin API tells of errors, and browsers with a short
 * page.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/")
public final class NowhereServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY =
            "GET / names the ways in: /v1/models/NAME:predict and /v2/models/NAME/infer ask a model, /api/v1 is the admin"
                    + " API";
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Not found - Hewn gateway</title>
            <h1>Not found</h1>
            <p>The gateway has nothing at this address. <a href="/">Its front page</a> names the ways in.</p>
            </html>
            """;

    /** Needs nothing. */
    public NowhereServlet() {}

    /** {@inheritDoc} */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                "Cache-Control", "no-store"); // for something may come to be here, and the form depends on who asks
        UnreadBody.drain(request, response);
        if (isForPeople(request)) {
            page(response);
        } else {
            Answer.error(HttpServletResponse.SC_NOT_FOUND, "there is nothing at " + request.getRequestURI(), REMEDY)
                    .send(response);
        }
    }

    private static boolean isForPeople(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Accept"))
                .filter(accepted -> accepted.contains("text/html"))
                .isPresent();
    }

    private static void page(HttpServletResponse response) throws IOException {
        byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", "default-src 'none'");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
