package hewn.link.mqtt;

import java.time.Duration;
import java.util.HexFormat;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * What is to be published.
 *
 * @param topic where
 * @param message payload, quality of service, properties
 */
record Outgoing(String topic, MqttMessage message) {
    private static final int AT_MOST_ONCE = 0;
    private static final int AT_LEAST_ONCE = 1;

    /** Stays at the topic until it is replaced. */
    static Outgoing retained(String topic, byte[] payload) {
        return new Outgoing(topic, new MqttMessage(payload, AT_LEAST_ONCE, true, new MqttProperties()));
    }

    /** May be lost. */
    static Outgoing fleeting(String topic, byte[] payload) {
        return new Outgoing(topic, new MqttMessage(payload, AT_MOST_ONCE, false, new MqttProperties()));
    }

    /** Worthless after some time; the broker drops it then. */
    static Outgoing request(String topic, byte[] payload, String correlation, Duration expiry) {
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic(TopicFilter.repliesBeside(topic));
        properties.setCorrelationData(HexFormat.of().parseHex(correlation));
        properties.setMessageExpiryInterval(Math.max(1, (expiry.toMillis() + 999) / 1000));
        return new Outgoing(topic, new MqttMessage(payload, AT_LEAST_ONCE, false, properties));
    }

    static Outgoing reply(String topic, byte[] payload, String correlation) {
        MqttProperties properties = new MqttProperties();
        properties.setCorrelationData(HexFormat.of().parseHex(correlation));
        return new Outgoing(topic, new MqttMessage(payload, AT_LEAST_ONCE, false, properties));
    }
}
