package hewn.link.mqtt;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What this participant keeps retained, in the order in which it was said first. */
final class Announcements {
    private final Map<String, byte[]> payloads = new LinkedHashMap<>();
    private final Optional<Outgoing> will;

    Announcements(Optional<Outgoing> will) {
        this.will = will;
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
        will.filter(last -> last.topic().equals(incoming.topic())).ifPresent(last -> {
            byte[] gone = last.message().getPayload();
            byte[] truth = payloads.getOrDefault(last.topic(), gone);
            if (Arrays.equals(incoming.payload(), gone) && !Arrays.equals(truth, gone)) {
                outlet.publish(Outgoing.retained(last.topic(), truth));
            }
        });
    }
}
