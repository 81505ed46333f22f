package hewn.wire;

import hewn.tensor.Digest;
import java.util.List;

/**
 * How a device fares.
 *
 * @param session the process of the agent that says so
 * @param uptimeSeconds since the process began
 * @param cpuLoad the part of its cores that is busy, from 0 to 1
 * @param memoryUsedBytes what the process takes, in bytes
 * @param diskFreeBytes what is left where slices are kept, in bytes
 * @param stages one for each loaded stage
 */
public record DeviceMetrics(
        String session,
        long uptimeSeconds,
        double cpuLoad,
        long memoryUsedBytes,
        long diskFreeBytes,
        List<StageMetrics> stages)
        implements Message {
    /** Copies the list. */
    public DeviceMetrics {
        stages = List.copyOf(stages);
    }

    /**
     * How a stage fares.
     *
     * @param generation of which it is a part
     * @param slice what it runs
     * @param calls how many since it was loaded
     * @param failures how many of them failed
     * @param queued how many requests wait
     * @param computeMicros the median time of the last calls, in microseconds
     * @param sampleMicros the median time of the last calls with a single sample, in microseconds; 0 before the first
     */
    public record StageMetrics(
            long generation,
            Digest slice,
            long calls,
            long failures,
            int queued,
            long computeMicros,
            long sampleMicros) {}
}
