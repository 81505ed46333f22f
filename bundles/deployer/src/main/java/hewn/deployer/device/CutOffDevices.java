package hewn.deployer.device;

import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Devices that tensors of a model do not get to, though they are online. They are left out of its placements for a time,
 * which doubles each time that they turn out to be cut off still or again. Safe for use by several threads.
 */
public final class CutOffDevices {
    /** What people can do about one. */
    public static final String REMEDY =
            "see that its tensor address can be reached from the other devices and the gateway, or add another device;"
                    + " it is tried again by itself";

    static final Duration FIRST = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofMinutes(5);

    private record Place(String model, DeviceId device) {}

    /** From when on it may be tried again, after which time. */
    private record Absence(long endNanos, Duration lasts) {
        static Absence of(Duration lasts, long nanos) {
            return new Absence(nanos + lasts.toNanos(), lasts);
        }

        boolean isOver(long nanos) {
            return nanos - endNanos >= 0;
        }

        boolean isForgotten(long nanos) {
            return isOver(nanos) && nanos - endNanos >= LONGEST.toNanos();
        }

        Absence again(long nanos) {
            Duration doubled = lasts.multipliedBy(2);
            return isOver(nanos) ? of(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST, nanos) : this;
        }

        Absence endedAt(long nanos) {
            return isOver(nanos) ? this : new Absence(nanos, lasts);
        }
    }

    private final LongSupplier nanoTime;
    private final Map<Place, Absence> absences = new ConcurrentHashMap<>();

    /**
     * None is cut off yet.
     *
     * @param nanoTime tells how time passes
     */
    public CutOffDevices(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Nothing gets there.
     *
     * @param model the name of the model
     * @param device which one
     */
    public void add(String model, DeviceId device) {
        long nanos = nanoTime.getAsLong();
        absences.values().removeIf(absence -> absence.isForgotten(nanos));
        absences.merge(new Place(model, device), Absence.of(FIRST, nanos), (former, first) -> former.again(nanos));
    }

    /**
     * It was started again, perhaps elsewhere: it may be tried.
     *
     * @param device which one
     */
    public void restarted(DeviceId device) {
        end(place -> place.device().equals(device));
    }

    /**
     * Tensors of a model passed through these.
     *
     * @param model the name of the model
     * @param devices that it runs on
     */
    public void reached(String model, Collection<DeviceId> devices) {
        end(place -> place.model().equals(model) && devices.contains(place.device()));
    }

    private void end(Predicate<Place> which) {
        long nanos = nanoTime.getAsLong();
        absences.replaceAll((place, absence) -> which.test(place) ? absence.endedAt(nanos) : absence);
    }

    /**
     * Which of some devices was cut off of late, if one was: it is the first suspect where nothing comes through.
     *
     * @param model the name of the model
     * @param devices that it runs on
     * @return the first that was; empty if none was
     */
    public Optional<DeviceId> suspect(String model, Collection<DeviceId> devices) {
        long nanos = nanoTime.getAsLong();
        return devices.stream()
                .filter(device -> Optional.ofNullable(absences.get(new Place(model, device)))
                        .filter(absence -> !absence.isForgotten(nanos))
                        .isPresent())
                .findFirst();
    }

    /** Which devices a model is not to be placed on now. */
    private Set<DeviceId> now(String model) {
        long nanos = nanoTime.getAsLong();
        return absences.entrySet().stream()
                .filter(entry -> entry.getKey().model().equals(model)
                        && !entry.getValue().isOver(nanos))
                .map(entry -> entry.getKey().device())
                .collect(Collectors.toSet());
    }

    /**
     * What a model may be placed on.
     *
     * @param model the name of the model
     * @param fleet the devices that are online
     * @return all devices but those that are left out now
     */
    public FleetSnapshot without(String model, FleetSnapshot fleet) {
        Set<DeviceId> gone = now(model);
        return gone.isEmpty() ? fleet : fleet.without(gone);
    }
}
