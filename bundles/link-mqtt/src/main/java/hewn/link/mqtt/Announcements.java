package hewn.link.mqtt;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this participant keeps retained, in the order in which it was said first. */
final class Announcements {
    private final Map<String, byte[]> payloads = new LinkedHashMap<>();
    private final String willTopic;
    private final byte[] will;

    Announcements(String willTopic, byte[] will) {
        this.willTopic = willTopic;
        this.will = will.clone();
    }

    void put(String topic, byte[] payload) {
        payloads.put(topic, payload);
    }

    void clear() {
        payloads.clear();
    }

    void publishAll(Outlet outlet) {
        payloads.forEach((topic, payload) -> outlet.publish(Outgoing.retained(topic, payload)));
    }

    /**
     * Contradicts the will of an earlier connection, which a broker may publish after the next one was made.
     */
    void contradict(Incoming incoming, Outlet outlet) {
        byte[] truth = payloads.getOrDefault(willTopic, will);
        if (incoming.topic().equals(willTopic)
                && Arrays.equals(incoming.payload(), will)
                && !Arrays.equals(truth, will)) {
            outlet.publish(Outgoing.retained(willTopic, truth));
        }
    }
}
