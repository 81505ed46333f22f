package hewn.placement;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import java.util.Objects;

/**
 * Some layers, and how they are executed.
 *
 * @param layers the layers between two cuts
 * @param execution where and how
 */
public record Stage(LayerRange layers, Execution execution) {
    /** Requires both parts. */
    public Stage {
        Objects.requireNonNull(layers, "layers");
        Objects.requireNonNull(execution, "execution");
    }

    /**
     * A stage on one device.
     *
     * @param layers the layers between two cuts
     * @param device which runs them
     * @return the stage
     */
    public static Stage on(LayerRange layers, DeviceId device) {
        return new Stage(layers, new Execution.OnDevice(device));
    }

    /**
     * The device that takes this stage's input.
     *
     * @return the one device, as long as every execution has one
     */
    public DeviceId device() {
        return execution.device();
    }
}
