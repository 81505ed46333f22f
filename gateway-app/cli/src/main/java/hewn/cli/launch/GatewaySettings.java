package hewn.cli.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a gateway is started with.
 *
 * @param data what it keeps
 * @param load where strategies are dropped
 * @param site the name of its site
 * @param http where its HTTP interface listens
 * @param mqtt where its own broker listens
 * @param tensors where it takes tensors
 * @param broker another broker to use instead of its own
 */
public record GatewaySettings(
        Path data, Path load, String site, Address http, Address mqtt, Address tensors, Optional<String> broker) {
    /**
     * The system properties that the gateway's configuration refers to.
     *
     * @return by name
     */
    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("hewn.data", data.toString());
        properties.put("hewn.load", load.toString());
        properties.put("hewn.site", site);
        properties.put("hewn.http.host", http.host());
        properties.put("hewn.http.port", Integer.toString(http.port()));
        properties.put("hewn.mqtt.host", mqtt.host());
        properties.put("hewn.mqtt.port", Integer.toString(mqtt.port()));
        properties.put("hewn.tensors.host", tensors.host());
        properties.put("hewn.tensors.port", Integer.toString(tensors.port()));
        broker.ifPresent(uri -> properties.put("hewn.broker", uri));
        return properties;
    }

    /**
     * Where devices find the broker.
     *
     * @return a URI
     */
    public String brokerUri() {
        return broker.orElse("mqtt://" + mqtt);
    }
}
