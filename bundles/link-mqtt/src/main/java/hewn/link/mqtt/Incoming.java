package hewn.link.mqtt;

import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * What the broker delivered.
 *
 * @param topic where it was published
 * @param payload what was published
 * @param mayBeLost whether nobody waits for an acknowledgement (QoS 0)
 * @param replyTo where the sender expects a reply, if it does (MQTT 5, section 3.3.2.3.5)
 * @param correlation names the request in its reply, in hexadecimal digits; empty if there is none
 */
record Incoming(String topic, byte[] payload, boolean mayBeLost, Optional<String> replyTo, String correlation) {
    static Incoming of(String topic, MqttMessage message) {
        Optional<MqttProperties> properties = Optional.ofNullable(message.getProperties());
        return new Incoming(
                topic,
                message.getPayload(),
                message.getQos() == 0,
                properties.map(MqttProperties::getResponseTopic),
                properties
                        .map(MqttProperties::getCorrelationData)
                        .map(HexFormat.of()::formatHex)
                        .orElse(""));
    }
}
