package hewn.cli.api;

import java.util.List;
import java.util.Optional;

/**
 * A device that is online.
 *
 * @param id its name
 * @param type what hardware it is
 * @param cores how many cores it may use
 * @param memoryBytes the memory that slices may take
 * @param flopsPerSecond its measured speed
 * @param metrics how it fares, if it has said so
 */
public record Device(
        String id, String type, int cores, long memoryBytes, double flopsPerSecond, Optional<Metrics> metrics) {
    /**
     * How a device fares.
     *
     * @param cpuLoad the part of its cores that is busy, from 0 to 1
     * @param memoryUsedBytes what its process takes
     * @param slices what is loaded
     */
    public record Metrics(double cpuLoad, long memoryUsedBytes, List<LoadedSlice> slices) {}

    /**
     * A slice that is loaded.
     *
     * @param generation of which it is a part
     * @param calls how many since it was loaded
     */
    public record LoadedSlice(long generation, long calls) {}

    /** The envelope. */
    record Page(List<Device> devices) {}
}
