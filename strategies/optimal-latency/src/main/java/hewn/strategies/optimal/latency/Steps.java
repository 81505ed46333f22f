package hewn.strategies.optimal.latency;

import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which steps a placement may consist of, by memory and constraints: all but that a device may be used only once.
 */
final class Steps {
    private final IndexedProblem problem;
    private final Constraints constraints;
    private final int mostStages;
    private final boolean[] pinnedFirst;
    private final boolean[] pinnedLast;

    Steps(IndexedProblem problem) {
        this.problem = problem;
        this.constraints = problem.problem().constraints();
        this.mostStages = IntStream.of(
                        problem.layers(),
                        problem.devices(),
                        constraints.stages().orElse(Integer.MAX_VALUE),
                        constraints.maxStages().orElse(Integer.MAX_VALUE))
                .min()
                .orElseThrow();
        this.pinnedFirst = pinned(constraints.first());
        this.pinnedLast = pinned(constraints.last());
    }

    private boolean[] pinned(Optional<DeviceId> device) {
        boolean[] pinned = new boolean[problem.devices()];
        for (int u = 0; u < pinned.length; u++) {
            pinned[u] =
                    device.isPresent() && device.get().equals(problem.device(u).id());
        }
        return pinned;
    }

    IndexedProblem problem() {
        return problem;
    }

    /** Whether the number of stages is bounded by more than layers and devices. */
    boolean areCounted() {
        return constraints.stages().isPresent() || constraints.maxStages().isPresent();
    }

    int mostStages() {
        return mostStages;
    }

    /** Whether a placement may have so many stages. */
    boolean mayEndAfter(int stages) {
        return constraints.allowsStages(stages);
    }

    /**
     * Whether so many stages may be followed by another. Only constraints count: that there are no more stages than devices
     * follows from that none is used twice, and a search that leaves this out must not be stopped by it.
     */
    boolean mayGoOnAfter(int stages) {
        return !areCounted() || stages < mostStages;
    }

    /** Whether a stage fits its device, and may be where it is in the model. */
    boolean mayRun(int device, int from, int to) {
        boolean first = from == 0 ? problem.mayBeFirst(device) : !pinnedFirst[device];
        boolean last = to == problem.layers() ? problem.mayBeLast(device) : !pinnedLast[device];
        return first && last && problem.fits(device, from, to);
    }

    /** Whether one device may hand on to another. */
    boolean mayHandOn(int from, int to) {
        return from != to && problem.tier(from) <= problem.tier(to);
    }
}
