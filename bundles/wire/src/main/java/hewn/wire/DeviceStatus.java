package hewn.wire;

/**
 * Whether a device is online. Its will says that it is not.
 *
 * @param online whether it is
 * @param session names the process of the agent: another one holds nothing of what this one had loaded
 */
public record DeviceStatus(boolean online, String session) implements Message {}
