package hewn.serving.http;

import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.HttpProtocol;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.RequestException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries several protocols, each under a path of its own. Requests are answered asynchronously: while a body arrives, a
 * model computes or a client takes its reply, no thread waits.
 */
public class ProtocolServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, HttpProtocol> protocols;
    private final transient Supplier<Limits> limits;
    private final transient ReadingGate gate;

    /**
     * Carries protocols.
     *
     * @param protocols by the first segment of their paths, such as {@code v1}
     * @param limits what requests may take, asked for each of them
     */
    public ProtocolServlet(Map<String, HttpProtocol> protocols, Supplier<Limits> limits) {
        this.protocols = Map.copyOf(protocols);
        this.limits = limits;
        this.gate = new ReadingGate(limits);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpCall call = new HttpCall(
                request.getMethod().equals("HEAD") ? "GET" : request.getMethod(),
                request.getRequestURI().substring(request.getContextPath().length()),
                name -> Optional.ofNullable(request.getHeader(name)));
        Limits now = limits.get();
        new Exchange(request, response, gate, now.bodyBytes())
                .run(
                        () -> protocol(call).find(call),
                        new DeadlineHeaders(now.standardDeadline(), now.longestDeadline()),
                        call);
    }

    private HttpProtocol protocol(HttpCall call) throws RequestException {
        String[] segments = call.path().split("/", 3);
        return Optional.ofNullable(protocols.get(segments.length > 1 ? segments[1] : ""))
                .orElseThrow(() -> new RequestException(Problem.NOT_FOUND, "there is nothing at " + call.path()));
    }
}
