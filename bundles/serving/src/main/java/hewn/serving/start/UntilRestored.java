package hewn.serving.start;

import hewn.pipeline.Deployments;
import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.HttpProtocol;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.RequestException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps protocols closed until what served when the gateway stopped is known again; then they stay open. Safe for use by
 * several threads.
 */
public final class UntilRestored {
    /** Whoever watches over the process must not end it because it is starting. */
    private static final String ALIVE = "/v2/health/live";

    private final Supplier<Optional<Deployments>> deployments;
    private volatile boolean open;

    /**
     * Begins closed.
     *
     * @param deployments know what served
     */
    public UntilRestored(Supplier<Optional<Deployments>> deployments) {
        this.deployments = deployments;
    }

    /**
     * Closes protocols.
     *
     * @param protocols by any name
     * @return the same, which refuse everything as {@link Problem#UNAVAILABLE} for now; but the process is alive
     */
    public Map<String, HttpProtocol> guard(Map<String, HttpProtocol> protocols) {
        return protocols.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> call -> find(entry.getValue(), call)));
    }

    private Endpoint find(HttpProtocol protocol, HttpCall call) throws RequestException {
        if (!isOpen() && !call.path().equals(ALIVE)) {
            throw starting();
        }
        return protocol.find(call);
    }

    private boolean isOpen() {
        if (!open) {
            open = deployments.get().map(Deployments::isRestored).orElse(false);
        }
        return open;
    }

    /**
     * Refuses a request for a moment.
     *
     * @return the refusal
     */
    public static RequestException starting() {
        return new RequestException(Problem.UNAVAILABLE, "the gateway is starting; try again in a moment");
    }
}
