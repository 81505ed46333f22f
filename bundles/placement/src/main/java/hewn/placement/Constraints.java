package hewn.placement;

import hewn.fleet.DeviceId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What every placement must keep to.
 *
 * @param allowed the only devices that may be used; empty if all may
 * @param excluded devices that may not be used
 * @param memoryHeadroom the part of each device's memory to leave free, from 0 to less than 1
 * @param stages the exact number of stages, if it is asked for
 * @param maxStages the greatest number of stages, if it is bounded
 * @param first the device of the first stage, if it is pinned
 * @param last the device of the last stage, if it is pinned
 */
public record Constraints(
        Optional<Set<DeviceId>> allowed,
        Set<DeviceId> excluded,
        double memoryHeadroom,
        OptionalInt stages,
        OptionalInt maxStages,
        Optional<DeviceId> first,
        Optional<DeviceId> last) {
    /** All devices, a tenth of their memory left free, any number of stages. */
    public static final Constraints NONE = new Constraints(
            Optional.empty(),
            Set.of(),
            0.1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the head-room is no part, or a number of stages is less than 1
     */
    public Constraints {
        allowed = allowed.map(Set::copyOf);
        excluded = Set.copyOf(excluded);
        if (!(memoryHeadroom >= 0 && memoryHeadroom < 1)) {
            throw new IllegalArgumentException(
                    "memoryHeadroom must be from 0 to less than 1, but is " + memoryHeadroom);
        }
        if (stages.orElse(1) < 1 || maxStages.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "a pipeline has at least 1 stage, but stages=" + stages + " maxStages=" + maxStages);
        }
    }

    /**
     * Tells whether a device may be used.
     *
     * @param device any device
     * @return whether it is allowed and not excluded
     */
    public boolean allows(DeviceId device) {
        return allowed.map(set -> set.contains(device)).orElse(true) && !excluded.contains(device);
    }

    /**
     * Tells whether a placement may have so many stages.
     *
     * @param count at least 1
     * @return whether it is what was asked for
     */
    public boolean allowsStages(int count) {
        return count <= maxStages.orElse(Integer.MAX_VALUE) && count == stages.orElse(count);
    }

    /**
     * These constraints with an exact number of stages.
     *
     * @param count at least 1
     * @return a copy
     */
    public Constraints withStages(int count) {
        return new Constraints(allowed, excluded, memoryHeadroom, OptionalInt.of(count), maxStages, first, last);
    }

    /**
     * These constraints with other excluded devices.
     *
     * @param devices that may not be used
     * @return a copy
     */
    public Constraints withExcluded(Set<DeviceId> devices) {
        return new Constraints(allowed, devices, memoryHeadroom, stages, maxStages, first, last);
    }
}
