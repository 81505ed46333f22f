package hewn.wire;

import hewn.tensor.Digest;
import java.util.List;

/**
 * What a device is.
 *
 * @param session the process of the agent that says so
 * @param type what hardware it is; devices of one type are equally fast
 * @param cores how many cores it may use
 * @param memoryBytes the memory that slices may take, in bytes
 * @param flopsPerSecond its measured speed
 * @param engine what runs slices on it, and which version
 * @param dataAddress where it takes tensors, as {@code host:port}
 * @param held the slices on its disk
 */
public record DeviceProfile(
        String session,
        String type,
        int cores,
        long memoryBytes,
        double flopsPerSecond,
        String engine,
        String dataAddress,
        List<Digest> held)
        implements Message {
    /** Copies the list. */
    public DeviceProfile {
        held = List.copyOf(held);
    }
}
