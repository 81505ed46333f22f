package hewn.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT 5 broker in this process, by ActiveMQ Artemis. It keeps nothing on disk: whoever connects announces again
 * what is to be retained.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final EmbeddedActiveMQ artemis;
    private final String host;
    private final int port;

    /**
     * Starts a broker.
     *
     * @param options where it listens, and its bounds
     * @throws IOException if the address can't be bound, or the broker does not start
     */
    public EmbeddedBroker(BrokerOptions options) throws IOException {
        requireFree(options);
        host = options.host();
        artemis = new EmbeddedActiveMQ().setConfiguration(BrokerConfiguration.of(options));
        withItsClassLoader(artemis::start);
        port = boundPort();
        LOG.info("The MQTT broker listens at {}:{}", host, port);
    }

    /** Artemis would only log it, and run without a port. */
    private static void requireFree(BrokerOptions options) throws IOException {
        try (ServerSocket probe = new ServerSocket(options.port(), 1, InetAddress.getByName(options.host()))) {
            LOG.debug("{} is free", probe);
        } catch (IOException taken) {
            throw new IOException(
                    "the MQTT broker cannot listen at " + options.host() + ":" + options.port() + ": "
                            + taken.getMessage() + ". Choose another port, stop whoever has it, or use that broker",
                    taken);
        }
    }

    private int boundPort() throws IOException {
        if (artemis.getActiveMQServer().getRemotingService().getAcceptor(BrokerConfiguration.ACCEPTOR)
                        instanceof NettyAcceptor acceptor
                && acceptor.isStarted()) {
            return acceptor.getActualPort();
        }
        close();
        throw new IOException("the MQTT broker did not start at " + host + "; its log tells why");
    }

    /**
     * The port that is bound.
     *
     * @return a port
     */
    public int port() {
        return port;
    }

    /** Disconnects all clients, and stops. */
    @Override
    public void close() {
        try {
            withItsClassLoader(artemis::stop);
            LOG.info("The MQTT broker at {}:{} has stopped", host, port);
        } catch (IOException failed) {
            LOG.warn("the MQTT broker did not stop cleanly", failed);
        }
    }

    /** Artemis looks for its parts through the thread's class loader, which in a framework knows none of them. */
    private static void withItsClassLoader(ArtemisCall call) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EmbeddedActiveMQ.class.getClassLoader());
        try {
            call.run();
        } catch (Exception failed) { // Artemis declares no less.
            throw new IOException("the MQTT broker failed: " + failed.getMessage(), failed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private interface ArtemisCall {
        void run() throws Exception;
    }
}
