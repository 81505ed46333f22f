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
 * @param models where models are dropped; a folder of what it keeps if empty
 * @param site the name of its site
 * @param http where its HTTP interface listens
 * @param mqtt where its own broker listens
 * @param tensors where it takes tensors
 * @param broker another broker to use instead of its own
 * @param brokerUser who the gateway is to that broker, if it asks
 * @param brokerAuthorities a file of certificates that vouch for that broker
 * @param advertised the host by which devices reach the gateway; the one that it binds if empty
 */
public record GatewaySettings(
        Path data,
        Path load,
        Optional<Path> models,
        String site,
        Address http,
        Address mqtt,
        Address tensors,
        Optional<String> broker,
        Optional<String> brokerUser,
        Optional<Path> brokerAuthorities,
        Optional<String> advertised) {
    /** The environment variable that holds the password of the broker's user; the gateway reads it by itself. */
    public static final String BROKER_PASSWORD = "HEWN_MQTT_PASSWORD";

    /**
     * The system properties that the gateway's configuration refers to.
     *
     * @return by name
     */
    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("hewn.data", data.toString());
        properties.put("hewn.load", load.toString());
        properties.put("hewn.model.folder", modelFolder().toString());
        properties.put("hewn.site", site);
        properties.put("hewn.http.host", http.host());
        properties.put("hewn.http.port", Integer.toString(http.port()));
        properties.put("hewn.mqtt.host", mqtt.host());
        properties.put("hewn.mqtt.port", Integer.toString(mqtt.port()));
        properties.put("hewn.tensors.host", tensors.host());
        properties.put("hewn.tensors.port", Integer.toString(tensors.port()));
        broker.ifPresent(uri -> properties.put("hewn.broker", uri));
        brokerUser.ifPresent(user -> properties.put("hewn.mqtt.user", user));
        brokerAuthorities.ifPresent(file ->
                properties.put("hewn.mqtt.authorities", file.toAbsolutePath().toString()));
        advertised.ifPresent(host -> properties.put("hewn.host", host));
        return properties;
    }

    /**
     * Where models are dropped.
     *
     * @return a folder; it need not exist
     */
    public Path modelFolder() {
        return models.orElseGet(() -> data.resolve("model-folder"));
    }

    /**
     * Tells whether devices on other machines may connect, so that they must be told a host that they can reach.
     *
     * @return whether it listens at every address of this machine
     */
    boolean bindsEverything() {
        return http.isWildcard() || tensors.isWildcard() || mqtt.isWildcard();
    }

    /**
     * Where devices find the broker.
     *
     * @return a URI
     */
    public String brokerUri() {
        return broker.orElse("mqtt://" + new Address(advertised.orElse(mqtt.host()), mqtt.port()));
    }
}
