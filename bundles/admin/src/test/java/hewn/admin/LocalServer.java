package hewn.admin;

import jakarta.servlet.Servlet;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A real HTTP server at a free port of this machine. */
public final class LocalServer implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /**
     * Starts one.
     *
     * @param handler answers, and filters, what comes
     */
    public LocalServer(ServletContextHandler handler) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    /**
     * Starts one that has a single servlet.
     *
     * @param servlet answers
     * @param pattern of the paths that it answers
     */
    public static LocalServer of(Servlet servlet, String pattern) throws Exception {
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(servlet), pattern);
        return new LocalServer(handler);
    }

    /** Where a path is found, which is empty or begins with a slash. */
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
