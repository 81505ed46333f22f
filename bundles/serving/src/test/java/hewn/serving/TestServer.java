package hewn.serving;

import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import hewn.pipeline.InferenceService;
import hewn.serving.http.Limits;
import hewn.serving.http.ProtocolServlet;
import hewn.serving.repeat.Retention;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The servlet in a real server, and a client that talks to it. */
public final class TestServer implements AutoCloseable {
    /** How many threads there are for connections and requests together. */
    public static final int THREADS = 12;

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(ProtocolServlet servlet, Duration idle) throws Exception {
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(256);
        connector.setIdleTimeout(idle.toMillis());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/v1/*");
        context.addServlet(holder, "/v2/*");
        server.setHandler(context);
        server.start();
    }

    public static TestServer of(ProtocolServlet servlet) throws Exception {
        return new TestServer(servlet, Duration.ofSeconds(30));
    }

    public static TestServer of(InferenceService service) throws Exception {
        return of(service, Limits.DEFAULT);
    }

    public static TestServer of(InferenceService service, Limits limits) throws Exception {
        return of(service, limits, Duration.ofSeconds(30));
    }

    public static TestServer of(InferenceService service, Limits limits, Duration idle) throws Exception {
        return new TestServer(
                new InferenceServlet(
                        service, Optional.empty(), Optional.empty(), true, "1.2.3", limits, Retention.DEFAULT),
                idle);
    }

    public static TestServer of(InferenceService service, Deployments deployments, ModelRepository repository)
            throws Exception {
        return of(service, deployments, repository, true);
    }

    public static TestServer of(
            InferenceService service, Deployments deployments, ModelRepository repository, boolean modelControl)
            throws Exception {
        return new TestServer(
                new InferenceServlet(
                        service,
                        Optional.of(deployments),
                        Optional.of(repository),
                        modelControl,
                        "1.2.3",
                        Limits.DEFAULT,
                        Retention.DEFAULT),
                Duration.ofSeconds(30));
    }

    public int port() {
        return connector.getLocalPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public HttpClient client() {
        return client;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "");
    }

    public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(BodyPublishers.ofByteArray(body))
                        .headers(headers)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) { // Jetty declares no other
            throw new IllegalStateException("the server did not stop", failure);
        }
    }
}
