package hewn.agent;

import hewn.agent.AgentSettings.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the address that others can send tensors to.
 */
final class DataAddress {
    private static final Logger LOG = LoggerFactory.getLogger(DataAddress.class);

    private DataAddress() {}

    /**
     * The address to announce.
     *
     * @param network how the agent is reached
     * @param port that it bound
     * @return {@code host:port}
     */
    static String of(Network network, int port) {
        return network.advertised().orElseGet(() -> reachableHost(network)) + ":" + port;
    }

    private static String reachableHost(Network network) {
        try {
            InetAddress bound = InetAddress.getByName(network.listen().host());
            if (bound.isAnyLocalAddress()) {
                return hostTowards(network.broker());
            }
            if (bound.isLoopbackAddress() && isElsewhere(network.broker())) {
                LOG.warn(
                        "taking tensors at {} only, where no other device can send to; see --listen",
                        network.listen().host());
            }
            return network.listen().host();
        } catch (UnknownHostException unknown) {
            return network.listen().host();
        }
    }

    private static boolean isElsewhere(BrokerAddress broker) {
        try {
            return !InetAddress.getByName(broker.host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true;
        }
    }

    /** Which of this machine's addresses packets to the broker leave from; none is sent. */
    private static String hostTowards(BrokerAddress broker) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(broker.host()), broker.port()));
            return literal(socket.getLocalAddress());
        } catch (IOException | UncheckedIOException noWay) {
            LOG.warn("can't tell which address others reach this device at ({}); see --advertise", noWay.toString());
            return literal(InetAddress.getLoopbackAddress());
        }
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
