package hewn.wire;

/**
 * Whether a device is online. Its will says that it is not.
 *
 * @param online whether it is
 * @param session names the process of the agent: another one holds nothing of what this one had loaded
 * @param stopped whether the process ended in order, so that only another one can come; older agents do not say so
 */
public record DeviceStatus(boolean online, String session, boolean stopped) implements Message {
    /**
     * The status of a device that is online, or was lost.
     *
     * @param online whether it is
     * @param session names the process of the agent
     */
    public DeviceStatus(boolean online, String session) {
        this(online, session, false);
    }
}
