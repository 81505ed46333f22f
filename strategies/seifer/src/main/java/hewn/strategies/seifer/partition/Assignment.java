package hewn.strategies.seifer.partition;

import hewn.fleet.DeviceId;
import hewn.placement.IndexedProblem;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which device has which stage, while some are still open. It knows which devices may have an open one: each has one
 * stage at most, pinned devices have theirs, and tiers are passed in their order.
 */
public final class Assignment {
    private static final int OPEN = -1;

    private final IndexedProblem problem;
    private final BitSet free = new BitSet();
    private final int[] deviceOfStage;

    private Assignment(IndexedProblem problem, int[] devices, int stages) {
        this.problem = problem;
        Arrays.stream(devices).forEach(free::set);
        this.deviceOfStage = new int[stages];
        Arrays.fill(deviceOfStage, OPEN);
    }

    /**
     * An assignment of nothing but the pinned devices.
     *
     * @param problem to be solved
     * @param devices the numbers of those that may be used
     * @param stages how many stages there are
     * @return it; empty if a pinned device can't have its stage
     */
    public static Optional<Assignment> of(IndexedProblem problem, int[] devices, int stages) {
        Assignment assignment = new Assignment(problem, devices, stages);
        boolean pinned = assignment.pin(0, problem.problem().constraints().first())
                && assignment.pin(stages - 1, problem.problem().constraints().last());
        return pinned ? Optional.of(assignment) : Optional.empty();
    }

    /** Whether nothing is pinned there, or what is has the stage now. */
    private boolean pin(int stage, Optional<DeviceId> pinned) {
        if (pinned.isEmpty()) {
            return true;
        }
        return IntStream.range(0, problem.devices())
                .filter(device -> problem.device(device).id().equals(pinned.get()))
                .anyMatch(device -> deviceOfStage[stage] == device || take(stage, device));
    }

    private boolean take(int stage, int device) {
        if (isOpen(stage) && may(stage, device)) {
            put(stage, device);
            return true;
        }
        return false;
    }

    /**
     * A copy that is changed on its own.
     *
     * @return with the same devices
     */
    public Assignment copy() {
        Assignment copy = new Assignment(problem, new int[0], deviceOfStage.length);
        copy.free.or(free);
        System.arraycopy(deviceOfStage, 0, copy.deviceOfStage, 0, deviceOfStage.length);
        return copy;
    }

    /**
     * Tells whether a stage has no device yet.
     *
     * @param stage its number from 0
     * @return whether it is open
     */
    public boolean isOpen(int stage) {
        return deviceOfStage[stage] == OPEN;
    }

    /**
     * Tells whether an open stage may have a device.
     *
     * @param stage its number
     * @param device its number
     * @return whether the device is unused, pinned nowhere else, and its tier lies between those around it
     */
    public boolean may(int stage, int device) {
        return free.get(device)
                && (stage > 0 || problem.mayBeFirst(device))
                && (stage < deviceOfStage.length - 1 || problem.mayBeLast(device))
                && tiersAreInOrder(stage, device);
    }

    private boolean tiersAreInOrder(int stage, int device) {
        int before = stage - 1;
        while (before >= 0 && isOpen(before)) {
            before--;
        }
        int after = stage + 1;
        while (after < deviceOfStage.length && isOpen(after)) {
            after++;
        }
        int tier = problem.tier(device);
        return (before < 0 || problem.tier(deviceOfStage[before]) <= tier)
                && (after == deviceOfStage.length || tier <= problem.tier(deviceOfStage[after]));
    }

    /**
     * The devices that may have a stage.
     *
     * @param stage its number
     * @return the numbers of the one that has it, or of all that may
     */
    public BitSet options(int stage) {
        BitSet options = new BitSet();
        if (isOpen(stage)) {
            free.stream().filter(device -> may(stage, device)).forEach(options::set);
        } else {
            options.set(deviceOfStage[stage]);
        }
        return options;
    }

    /**
     * Gives an open stage a device.
     *
     * @param stage its number
     * @param device the number of one that may have it
     */
    public void put(int stage, int device) {
        deviceOfStage[stage] = device;
        free.clear(device);
    }

    /**
     * The devices in the order of the stages.
     *
     * @return the number of each stage's device, once none is open
     */
    public int[] devices() {
        return deviceOfStage.clone();
    }
}
