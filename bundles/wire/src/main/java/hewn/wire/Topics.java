package hewn.wire;

import hewn.fleet.DeviceId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topics of one site, below {@code hewn/{site}/}.
 *
 * @param site letters, digits, {@code _ - .}
 */
public record Topics(String site) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /**
     * Validates the site's name.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public Topics {
        if (!FORM.matcher(site).matches()) {
            throw new IllegalArgumentException(
                    "a site's name is made of 1 to 64 letters, digits and _ - . but got '" + site + "'");
        }
    }

    /**
     * Where a device says whether it is online; retained, with a will.
     *
     * @param device which
     * @return the topic of its {@link DeviceStatus}
     */
    public String status(DeviceId device) {
        return of(device, "status");
    }

    /**
     * Where a device says what it is; retained.
     *
     * @param device which
     * @return the topic of its {@link DeviceProfile}
     */
    public String profile(DeviceId device) {
        return of(device, "profile");
    }

    /**
     * Where a device says how it fares, every few seconds.
     *
     * @param device which
     * @return the topic of its {@link DeviceMetrics}
     */
    public String metrics(DeviceId device) {
        return of(device, "metrics");
    }

    /**
     * Where a device, or the gateway, says how fast its links are, every few seconds.
     *
     * @param device which, or {@link DeviceId#GATEWAY}
     * @return the topic of its {@link DeviceLinks}
     */
    public String links(DeviceId device) {
        return of(device, "links");
    }

    /**
     * Where a device is asked to announce itself anew.
     *
     * @param device which
     * @return the topic of {@link RollCall}s
     */
    public String rollCall(DeviceId device) {
        return of(device, "roll-call");
    }

    /**
     * Where a device takes commands, as MQTT 5 requests.
     *
     * @param device which
     * @return the topic of its {@link DeviceCommand}s
     */
    public String commands(DeviceId device) {
        return of(device, "commands");
    }

    /**
     * What of all devices to subscribe to.
     *
     * @param leaf {@code status}, {@code profile}, {@code metrics} or {@code links}
     * @return a filter with a wildcard for the device
     */
    public String ofEveryDevice(String leaf) {
        return "hewn/" + site + "/devices/+/" + leaf;
    }

    /**
     * Where the gateway says that it is online; retained, with a will.
     *
     * @return the topic of its {@link GatewayStatus}
     */
    public String gatewayStatus() {
        return "hewn/" + site + "/gateway/status";
    }

    /**
     * Where the gateway says whether anything serves; retained.
     *
     * @return the topic of its {@link GatewayActivity}
     */
    public String gatewayActivity() {
        return "hewn/" + site + "/gateway/activity";
    }

    /**
     * Whose topic it is.
     *
     * @param topic any topic
     * @return the device, or empty if it is no device's of this site, or its name has not the form of an id
     */
    public Optional<DeviceId> device(String topic) {
        String[] levels = topic.split("/", -1);
        boolean ours = levels.length == 5 && topic.startsWith("hewn/" + site + "/devices/");
        return ours && FORM.matcher(levels[3]).matches() ? Optional.of(new DeviceId(levels[3])) : Optional.empty();
    }

    private String of(DeviceId device, String leaf) {
        return "hewn/" + site + "/devices/" + device + "/" + leaf;
    }
}
