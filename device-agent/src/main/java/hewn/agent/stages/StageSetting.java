package hewn.agent.stages;

import hewn.fleet.DeviceId;
import hewn.wire.TensorTransport;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What all stages of a device have in common.
 *
 * @param device what it is called
 * @param transport carries frames
 * @param turns lets stages compute
 * @param watch notices calls that hang
 * @param kept takes the slices of stages that end
 * @param queueFrames how many frames may wait for each stage
 * @param nanoClock such as {@link System#nanoTime}
 */
public record StageSetting(
        DeviceId device,
        TensorTransport transport,
        ComputeTurns turns,
        HangWatch watch,
        KeptSlices kept,
        int queueFrames,
        LongSupplier nanoClock) {
    /**
     * Requires all parts.
     *
     * @throws IllegalArgumentException if no frame may wait
     */
    public StageSetting {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(turns, "turns");
        Objects.requireNonNull(watch, "watch");
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(nanoClock, "nanoClock");
        if (queueFrames < 1) {
            throw new IllegalArgumentException("queueFrames must be at least 1, but is " + queueFrames);
        }
    }
}
