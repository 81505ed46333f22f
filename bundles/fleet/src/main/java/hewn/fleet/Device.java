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
 * @param watts the power that it draws for computing, beyond what it draws at rest
 */
public record Device(
        DeviceId id,
        String type,
        int cores,
        long memoryBytes,
        double flopsPerSecond,
        String dataAddress,
        double watts) {
    /** What a device is taken to draw for computing if it does not state it: a Raspberry Pi 4 under load. */
    public static final double ASSUMED_WATTS = 4;

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
        if (cores <= 0 || memoryBytes <= 0 || !(flopsPerSecond > 0) || !(watts >= 0)) {
            throw new IllegalArgumentException("figures of device '" + id + "' must be positive, but are cores=" + cores
                    + " memoryBytes=" + memoryBytes + " flopsPerSecond=" + flopsPerSecond + " watts=" + watts);
        }
    }

    /**
     * A device whose power nobody stated.
     *
     * @param id its name
     * @param type what hardware it is
     * @param cores how many cores it may use
     * @param memoryBytes the memory that slices may take, in bytes
     * @param flopsPerSecond its measured speed
     * @param dataAddress where it takes tensors, as {@code host:port}
     * @throws IllegalArgumentException if a figure is not positive, or the id is the gateway's
     */
    public Device(DeviceId id, String type, int cores, long memoryBytes, double flopsPerSecond, String dataAddress) {
        this(id, type, cores, memoryBytes, flopsPerSecond, dataAddress, ASSUMED_WATTS);
    }
}
