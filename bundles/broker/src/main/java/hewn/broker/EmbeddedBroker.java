package hewn.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT 5 broker (ActiveMQ Artemis) within this process.
 *
 * <p>It keeps nothing on disk: everybody who announces something announces it again after a new connection, so after a
 * restart it knows all that is true within seconds, and nothing that is not.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String ACCEPTOR = "mqtt";

    /** More than this waiting for slow subscribers of one topic is dropped: commands and metrics are sent again. */
    private static final long MAX_WAITING_BYTES = 16L << 20;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int port;

    /**
     * Starts a broker.
     *
     * @param host the address to bind
     * @param port the port to bind, or 0 for any that is free
     * @param folder for what the broker writes while it runs
     * @throws IOException if the address can't be bound, or the broker does not start; the message says what to do
     */
    public EmbeddedBroker(String host, int port, Path folder) throws IOException {
        requireFree(host, port);
        server.setConfiguration(configuration(host, port, folder));
        start();
        this.port =
                ((NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR)).getActualPort();
    }

    /**
     * The port that is bound.
     *
     * @return a port
     */
    public int port() {
        return port;
    }

    /** Artemis only logs that it can't bind. */
    private static void requireFree(String host, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new IOException(
                    "the MQTT broker can't bind " + host + ":" + port + ": " + taken.getMessage()
                            + "; end what uses the port, or start the gateway with another --mqtt HOST:PORT",
                    taken);
        }
    }

    private static Configuration configuration(String host, int port, Path folder) {
        Map<String, Object> parameters = Map.of(
                TransportConstants.HOST_PROP_NAME, host,
                TransportConstants.PORT_PROP_NAME, port,
                TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        AddressSettings bounded = new AddressSettings()
                .setMaxSizeBytes(MAX_WAITING_BYTES)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP);
        return new ConfigurationImpl()
                .setName("hewn")
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .addAddressSetting("#", bounded)
                .addAcceptorConfiguration(
                        new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, ACCEPTOR));
    }

    /** Artemis finds its parts through the thread's class loader, which in a framework is not the bundle's. */
    private void start() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EmbeddedActiveMQ.class.getClassLoader());
        try {
            server.start();
        } catch (Exception foreign) { // Artemis declares nothing narrower
            throw new IOException("the MQTT broker does not start: " + foreign.getMessage(), foreign);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Disconnects everybody and frees the port. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception foreign) { // Artemis declares nothing narrower, and there is nothing left to do
            throw new IllegalStateException("the MQTT broker does not stop: " + foreign.getMessage(), foreign);
        }
    }
}
