package hewn.fleet;

import java.util.Objects;

/**
 * An agent that is online and can run slices.
 *
 * @param id its name
 * @param type what hardware it is; devices of one type are equally fast
 * @param cores how many cores it may use
 * @param memoryBytes the memory that slices may take, in bytes
 * @param flopsPerSecond its measured speed
 * @param dataAddress where it takes tensors, as {@code host:port}
 */
public record Device(DeviceId id, String type, int cores, long memoryBytes, double flopsPerSecond, String dataAddress) {
    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if a figure is not positive, or the id is the gateway's
     */
    public Device {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(dataAddress, "dataAddress");
        if (id.equals(DeviceId.GATEWAY)) {
            throw new IllegalArgumentException("no device may be called '" + id + "'");
        }
        if (cores <= 0 || memoryBytes <= 0 || !(flopsPerSecond > 0)) {
            throw new IllegalArgumentException("figures of device '" + id + "' must be positive, but are cores=" + cores
                    + " memoryBytes=" + memoryBytes + " flopsPerSecond=" + flopsPerSecond);
        }
    }
}
