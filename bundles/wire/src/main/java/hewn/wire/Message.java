package hewn.wire;

/**
 * A message of the control plane. As JSON it carries the version of its schema in {@code "schema"}; fields that a
 * receiver does not know are ignored, versions that it does not know are refused.
 */
public sealed interface Message
        permits DeviceStatus,
                DeviceProfile,
                DeviceMetrics,
                DeviceLinks,
                GatewayStatus,
                GatewayActivity,
                RollCall,
                DeviceCommand,
                CommandReply {
    /** The version of all messages. */
    int SCHEMA = 1;
}
