package hewn.wire;

/**
 * The gateway hears how a device fares, but does not know that it is there: the device is to announce itself anew. What
 * a broker retained may be lost, or missed by who subscribed at that moment.
 *
 * @param session that the device named in its {@link DeviceMetrics}; another one's call is not meant for it
 */
public record RollCall(String session) implements Message {}
