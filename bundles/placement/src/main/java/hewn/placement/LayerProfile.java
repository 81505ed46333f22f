package hewn.placement;

import java.util.List;
import java.util.Objects;

/**
 * How long each layer of a model took on a device of some type. Devices of that type are predicted by it, scaled by
 * their speed, in place of by FLOPs alone.
 *
 * @param deviceType the type of the device that it was measured on
 * @param flopsPerSecond the speed of that device
 * @param layerSeconds the time of each layer, for one sample, in the order of the graph
 */
public record LayerProfile(String deviceType, double flopsPerSecond, List<Double> layerSeconds) {
    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the speed is not positive or a time negative
     */
    public LayerProfile {
        Objects.requireNonNull(deviceType, "deviceType");
        layerSeconds = List.copyOf(layerSeconds);
        if (!(flopsPerSecond > 0) || !layerSeconds.stream().allMatch(seconds -> seconds >= 0)) {
            throw new IllegalArgumentException("the profile of type '" + deviceType
                    + "' needs a positive speed and times that are not negative, but has flopsPerSecond="
                    + flopsPerSecond + " layerSeconds=" + layerSeconds);
        }
    }
}
