package hewn.wire;

import hewn.fleet.DeviceId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What devices said last of how they fare. Safe for use by several threads.
 */
@ProviderType
public interface MetricsBoard {
    /**
     * The last metrics of a device.
     *
     * @param device which
     * @return empty if it has said nothing yet
     */
    Optional<DeviceMetrics> latest(DeviceId device);
}
