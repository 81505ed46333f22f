package hewn.link.mqtt;

import java.net.URI;

/** Where a broker is, in the words of Paho. */
final class BrokerUri {
    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;

    private BrokerUri() {}

    static String paho(URI broker) {
        String scheme = String.valueOf(broker.getScheme());
        if (broker.getHost() == null || !broker.getRawPath().isEmpty()) {
            throw unfit(broker);
        }
        return switch (scheme) {
            case "mqtt", "tcp" -> "tcp://" + broker.getHost() + ":" + port(broker, PORT);
            case "mqtts", "ssl" -> "ssl://" + broker.getHost() + ":" + port(broker, TLS_PORT);
            default -> throw unfit(broker);
        };
    }

    static boolean isEncrypted(URI broker) {
        return paho(broker).startsWith("ssl:");
    }

    private static int port(URI broker, int usual) {
        return broker.getPort() < 0 ? usual : broker.getPort();
    }

    private static IllegalArgumentException unfit(URI broker) {
        return new IllegalArgumentException(
                "a broker's address looks like mqtt://host:1883 or mqtts://host:8883, but got '" + broker + "'");
    }
}
