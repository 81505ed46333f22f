package hewn.wire;

/**
 * Whether the gateway is online. Its will says that it is not.
 *
 * @param online whether it is
 * @param httpUrl where its HTTP interface is
 */
public record GatewayStatus(boolean online, String httpUrl) implements Message {}
