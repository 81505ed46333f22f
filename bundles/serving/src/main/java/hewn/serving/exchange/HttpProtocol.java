package hewn.serving.exchange;

/**
 * A protocol for inference that is carried by HTTP. Safe for use by several threads.
 */
public interface HttpProtocol {
    /**
     * Finds what answers a call, before its body is read.
     *
     * @param call the request's line and headers
     * @return what answers it
     * @throws RequestException if nothing does
     */
    Endpoint find(HttpCall call) throws RequestException;
}
