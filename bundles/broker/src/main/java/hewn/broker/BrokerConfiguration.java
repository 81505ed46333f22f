package hewn.broker;

import java.util.Map;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * How Artemis is set up: MQTT alone, and nothing on disk.
 *
 * <p>Nothing needs to be on disk, for every participant announces its retained messages again when it connects, and
 * commands expire. A broker that comes back empty is as good as one that remembers, and it can't be corrupted.
 */
final class BrokerConfiguration {
    static final String ACCEPTOR = "mqtt";

    /** An address without a queue, for Artemis warns at every queue that has none for what expires. */
    private static final SimpleString NOWHERE = SimpleString.of("$hewn/nowhere");

    private static final int THREADS = 8;
    private static final int IO_THREADS = 2;
    private static final long QUEUE_BYTES = 32 << 20;
    private static final long ALL_BYTES = 128 << 20;

    private BrokerConfiguration() {}

    static Configuration of(BrokerOptions options) {
        return new ConfigurationImpl()
                .setName("hewn")
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setCriticalAnalyzer(false)
                .setMaxDiskUsage(-1)
                .setGlobalMaxSize(ALL_BYTES)
                .setThreadPoolMaxSize(THREADS)
                .setScheduledThreadPoolMaxSize(1)
                .setWildCardConfiguration(topics())
                .setMqttSessionScanInterval(1000)
                .setMessageExpiryScanPeriod(1000)
                .addAddressSetting("#", bounded())
                .addAcceptorConfiguration(acceptor(options));
    }

    /** Addresses are written as MQTT writes topics: nothing is translated, and a topic may contain dots. */
    private static WildcardConfiguration topics() {
        return new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#');
    }

    /** A subscriber that does not keep up loses messages: it must not take memory without bound, nor block others. */
    private static AddressSettings bounded() {
        return new AddressSettings()
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                .setMaxSizeBytes(QUEUE_BYTES)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true)
                .setAutoDeleteQueues(true);
    }

    private static TransportConfiguration acceptor(BrokerOptions options) {
        Map<String, Object> transport = Map.of(
                "host",
                options.host(),
                "port",
                options.port(),
                "protocols",
                "MQTT",
                "useEpoll",
                false,
                "useKQueue",
                false,
                "remotingThreads",
                IO_THREADS,
                "connectionsAllowed",
                options.connections());
        Map<String, Object> protocol = Map.of("maximumPacketSize", options.maxMessageBytes());
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, protocol);
    }
}
