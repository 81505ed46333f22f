package hewn.wire;

/**
 * A device is to say at once how it fares, and to announce itself anew: the gateway hears of it, but does not know that it
 * is there, for what a broker retained may be lost, or missed by who subscribed at that moment; or an agent looks whether
 * another one lives by its name.
 *
 * @param session that the device named in its {@link DeviceMetrics} or its {@link DeviceStatus}; another one's call is not meant for it
 */
public record RollCall(String session) implements Message {}
