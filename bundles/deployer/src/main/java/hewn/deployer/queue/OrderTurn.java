package hewn.deployer.queue;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.placement.Stage;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What somebody ordered, in its turn. Until something of it is loaded its devices know it by no number, so it can be left
 * where it is, and carried out again from the start as the same generation; from then on it is as well finished.
 */
public final class OrderTurn implements Turn {
    private static final Set<GenerationState> NOT_LOADED =
            EnumSet.of(GenerationState.PLANNED, GenerationState.SHIPPING);

    private final GenerationRecord generation;
    private final Consumer<OrderTurn> roll;

    /** Devices whose process ended in order or is a new one since its turn began: it holds nothing of what was asked for. */
    private final Set<DeviceId> emptied = ConcurrentHashMap.newKeySet();

    /** Devices that it began again for; a device that is restarted again and again is no excuse. */
    private final Set<DeviceId> excused = new HashSet<>();

    /**
     * An order.
     *
     * @param generation that was begun for it
     * @param roll carries it out
     */
    public OrderTurn(GenerationRecord generation, Consumer<OrderTurn> roll) {
        this.generation = generation;
        this.roll = roll;
    }

    /**
     * What it is to become.
     *
     * @return the generation that was begun for it
     */
    public GenerationRecord generation() {
        return generation;
    }

    @Override
    public Rank rank() {
        return Rank.ORDER;
    }

    @Override
    public void run() {
        emptied.clear();
        roll.accept(this);
    }

    @Override
    public void giveWay(Runnable interrupt) {
        generation.during(NOT_LOADED, interrupt);
    }

    /** Whether it neither serves nor has failed. */
    boolean isOnItsWay() {
        return generation.status().state().compareTo(GenerationState.SERVING) < 0;
    }

    boolean isNewerThan(OrderTurn other) {
        return generation.number() > other.generation.number();
    }

    /**
     * The devices that it was to run on, by the last plan.
     *
     * @return none if it was not planned
     */
    public Set<DeviceId> devices() {
        return generation.status().placement().stream()
                .flatMap(placement -> placement.stages().stream())
                .map(Stage::device)
                .collect(Collectors.toSet());
    }

    /**
     * A device holds nothing any more. To be called before those who wait for its replies are told.
     *
     * @param device which one
     */
    public void emptied(DeviceId device) {
        emptied.add(device);
    }

    /**
     * Asked in its turn, when it has lost a device.
     *
     * @return whether one of its devices was stopped or restarted meanwhile, for the first time since it was ordered
     */
    public boolean isExcused() {
        return devices().stream().filter(emptied::contains).filter(excused::add).count() > 0;
    }

    /**
     * It is as if it had not been begun.
     *
     * @param failure by which it ended
     * @param progress why it is begun again, for people
     * @return false if it can't be, for something of it may be loaded
     */
    public boolean leave(Failure failure, String progress) {
        boolean isLeft = NOT_LOADED.contains(generation.status().state())
                || failure.equals(RolloutAttempt.cancelled()); // which comes before anything is loaded
        if (isLeft) {
            generation.enter(GenerationState.PLANNED, progress);
        }
        return isLeft;
    }

    /** A newer one took its place before its turn came. */
    void replacedBy(OrderTurn newer) {
        end(FailureCode.CANCELLED.failure(
                "generation " + newer.generation.number() + ", which was ordered later, took its place",
                "order it again if it is wanted"));
    }

    /** It comes to nothing before its turn. */
    void end(Failure why) {
        generation.enter(GenerationState.FAILED, why);
    }
}
