package hewn.dispatcher;

import hewn.wire.Frame;
import hewn.wire.TensorTransport;
import hewn.wire.TensorTransport.TensorEndpoint;
import hewn.wire.TransferWatch;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Takes what devices answer, and hands it to the route of its generation. */
final class AnswerReceiver implements AutoCloseable {
    private final RouteTable routes;
    private final Executor executor;
    private final TransferWatch transfers =
            new TransferWatch((frame, receiveNanos) -> receive(frame), System::nanoTime);
    private final TensorEndpoint endpoint;

    /**
     * Begins to take answers.
     *
     * @param transport carries them
     * @param host the address to bind
     * @param port the port to bind, or 0 for any that is free
     * @param routes by generation
     * @param executor sees to the answers, so that those that read from the network need not
     * @throws IOException if the address can't be bound
     */
    AnswerReceiver(TensorTransport transport, String host, int port, RouteTable routes, Executor executor)
            throws IOException {
        this.routes = routes;
        this.executor = executor;
        this.endpoint = transport.listen(host, port, transfers);
    }

    int port() {
        return endpoint.port();
    }

    /** What passes the gateway. */
    TransferWatch transfers() {
        return transfers;
    }

    private CompletionStage<?> receive(Frame frame) {
        try {
            return CompletableFuture.runAsync(() -> deliver(frame), executor);
        } catch (RejectedExecutionException closing) {
            return CompletableFuture.completedFuture(null); // the request was rejected when the dispatcher closed
        }
    }

    private void deliver(Frame frame) {
        routes.generation(frame.generation()).ifPresent(route -> {
            if (frame instanceof Frame.Tensors answer) {
                route.arrived(answer);
            } else if (frame instanceof Frame.Failure failure) {
                route.failed(failure);
            }
        });
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
