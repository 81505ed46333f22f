package hewn.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * Refuses what a page of another origin makes a browser send: the web console has no protection of its own, and a browser
 * that knows the password would send it along.
 *
 * <p>Of the methods that change something, only those pass whose {@code Origin} (or, without one, {@code Referer}) is the
 * host that they are sent to. A request with neither comes from no page, and passes, unless the browser itself calls it
 * cross-site. Every path is guarded, for one path can be written in many ways.
 */
@Component
public final class CrossOriginGuard implements Preprocessor {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Guards every path. */
    public CrossOriginGuard() {}

    /** {@inheritDoc} */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && isForeign(http)) {
            answer.sendError(
                    HttpServletResponse.SC_FORBIDDEN,
                    "This request was sent by a page of another origin. Send it from a page of the gateway itself, or without a browser.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isForeign(HttpServletRequest request) {
        String method = request.getMethod().toUpperCase(Locale.ROOT);
        return !HARMLESS.contains(method)
                && ("cross-site".equals(request.getHeader("Sec-Fetch-Site")) || hasForeignOrigin(request));
    }

    private static boolean hasForeignOrigin(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Origin"))
                .or(() -> Optional.ofNullable(request.getHeader("Referer")))
                .map(origin -> !authority(origin).equals(Optional.ofNullable(request.getHeader("Host"))))
                .orElse(false);
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
