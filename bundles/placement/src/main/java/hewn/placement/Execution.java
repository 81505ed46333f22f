package hewn.placement;

import hewn.fleet.DeviceId;
import java.util.Objects;

/**
 * How a stage is executed. Today on one device; replicated over several and tiled over space are to come.
 */
public sealed interface Execution {
    /**
     * The device that takes the stage's input.
     *
     * @return a device
     */
    DeviceId device();

    /**
     * On one device.
     *
     * @param device which
     */
    record OnDevice(DeviceId device) implements Execution {
        /** Requires the device. */
        public OnDevice {
            Objects.requireNonNull(device, "device");
        }
    }
}
