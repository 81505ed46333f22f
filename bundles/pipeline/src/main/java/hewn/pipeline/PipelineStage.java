package hewn.pipeline;

import hewn.fleet.DeviceId;
import hewn.inference.Slice;
import java.util.Objects;

/**
 * One slice on one device.
 *
 * @param device which runs it
 * @param dataAddress where the device takes tensors, as {@code host:port}
 * @param slice what it runs
 */
public record PipelineStage(DeviceId device, String dataAddress, Slice slice) {
    /** Requires all parts. */
    public PipelineStage {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(dataAddress, "dataAddress");
        Objects.requireNonNull(slice, "slice");
    }
}
