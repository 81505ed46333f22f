package hewn.placement;

import hewn.fleet.DeviceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

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
 * @param tiers groups of devices, such as sensors, edge and cloud: no stage may be in an earlier one than the stage
 *     before it, and a device of no tier may not be used; empty if there are no tiers
 */
public record Constraints(
        Optional<Set<DeviceId>> allowed,
        Set<DeviceId> excluded,
        double memoryHeadroom,
        OptionalInt stages,
        OptionalInt maxStages,
        Optional<DeviceId> first,
        Optional<DeviceId> last,
        List<Set<DeviceId>> tiers) {
    /** All devices, a tenth of their memory left free, any number of stages. */
    public static final Constraints NONE = new Constraints(
            Optional.empty(),
            Set.of(),
            0.1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the head-room is no part, a number of stages is less than 1, or a device is in
     *     two tiers
     */
    public Constraints {
        tiers = tiers.stream().map(Set::copyOf).toList();
        if (tiers.stream().flatMap(Set::stream).distinct().count()
                != tiers.stream().mapToInt(Set::size).sum()) {
            throw new IllegalArgumentException("a device belongs to one tier, but one is in two of " + tiers);
        }
        allowed = allowed.map(Set::copyOf);
        excluded = Set.copyOf(excluded);
        if (!(memoryHeadroom >= 0 && memoryHeadroom < 1)) {
            throw new IllegalArgumentException(
                    "memoryHeadroom must be from 0 to less than 1, but is " + memoryHeadroom);
        }
        requireStages("stages", stages);
        requireStages("maxStages", maxStages);
    }

    private static void requireStages(String name, OptionalInt count) {
        if (count.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "a pipeline has at least 1 stage, but " + name + " is " + count.getAsInt());
        }
    }

    /**
     * Constraints without tiers.
     *
     * @param allowed the only devices that may be used; empty if all may
     * @param excluded devices that may not be used
     * @param memoryHeadroom the part of each device's memory to leave free, from 0 to less than 1
     * @param stages the exact number of stages, if it is asked for
     * @param maxStages the greatest number of stages, if it is bounded
     * @param first the device of the first stage, if it is pinned
     * @param last the device of the last stage, if it is pinned
     * @throws IllegalArgumentException if the head-room is no part, or a number of stages is less than 1
     */
    public Constraints(
            Optional<Set<DeviceId>> allowed,
            Set<DeviceId> excluded,
            double memoryHeadroom,
            OptionalInt stages,
            OptionalInt maxStages,
            Optional<DeviceId> first,
            Optional<DeviceId> last) {
        this(allowed, excluded, memoryHeadroom, stages, maxStages, first, last, List.of());
    }

    /**
     * Tells whether a device may be used.
     *
     * @param device any device
     * @return whether it is allowed, not excluded and, where there are tiers, in one of them
     */
    public boolean allows(DeviceId device) {
        return allowed.map(set -> set.contains(device)).orElse(true)
                && !excluded.contains(device)
                && (tiers.isEmpty() || tiers.stream().anyMatch(tier -> tier.contains(device)));
    }

    /**
     * The devices that are named by any constraint, whether they are there or not.
     *
     * @return a set of its own
     */
    public Set<DeviceId> named() {
        Set<DeviceId> named = new TreeSet<>(Comparator.comparing(DeviceId::value));
        allowed.ifPresent(named::addAll);
        named.addAll(excluded);
        first.ifPresent(named::add);
        last.ifPresent(named::add);
        tiers.forEach(named::addAll);
        return named;
    }

    /**
     * The tier of a device that may be used.
     *
     * @param device any device
     * @return its number from 0; 0 where there are no tiers, or for a device of none
     */
    public int tier(DeviceId device) {
        for (int t = 0; t < tiers.size(); t++) {
            if (tiers.get(t).contains(device)) {
                return t;
            }
        }
        return 0;
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
        return new Constraints(allowed, excluded, memoryHeadroom, OptionalInt.of(count), maxStages, first, last, tiers);
    }

    /**
     * These constraints with other excluded devices.
     *
     * @param devices that may not be used
     * @return a copy
     */
    public Constraints withExcluded(Set<DeviceId> devices) {
        return new Constraints(allowed, devices, memoryHeadroom, stages, maxStages, first, last, tiers);
    }

    /**
     * These constraints with tiers.
     *
     * @param groups of devices, in the order in which stages may pass them
     * @return a copy
     * @throws IllegalArgumentException if a device is in two of them
     */
    public Constraints withTiers(List<Set<DeviceId>> groups) {
        return new Constraints(allowed, excluded, memoryHeadroom, stages, maxStages, first, last, groups);
    }
}
