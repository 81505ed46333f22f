package hewn.wire;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens control channels.
 */
@ProviderType
public interface ControlPlane {
    /**
     * Opens a channel. It returns at once and connects by itself as soon as the broker can be reached.
     *
     * @param connection how to connect
     * @return the channel, to be closed by the caller
     */
    ControlChannel open(ControlConnection connection);
}
