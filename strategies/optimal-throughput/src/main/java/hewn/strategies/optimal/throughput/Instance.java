package hewn.strategies.optimal.throughput;

import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementProblem;
import java.util.stream.IntStream;

/** A problem in numbers, with its constraints as questions that a search asks. */
final class Instance {
    private final IndexedProblem problem;
    private final StageCount count;
    private final boolean firstPinned;
    private final boolean lastPinned;
    private final boolean[] mayBeFirst;
    private final boolean[] mayBeLast;
    private final double[] reach;

    Instance(PlacementProblem stated) {
        this.problem = new IndexedProblem(stated);
        Constraints constraints = stated.constraints();
        this.count = new StageCount(constraints, problem.layers(), problem.devices());
        this.firstPinned = constraints.first().isPresent();
        this.lastPinned = constraints.last().isPresent();
        this.mayBeFirst = new boolean[problem.devices()];
        this.mayBeLast = new boolean[problem.devices()];
        this.reach = IntStream.rangeClosed(0, problem.layers())
                .mapToDouble(stated.graph()::reach)
                .toArray();
        for (int u = 0; u < problem.devices(); u++) {
            mayBeFirst[u] = problem.mayBeFirst(u);
            mayBeLast[u] = problem.mayBeLast(u);
        }
    }

    IndexedProblem problem() {
        return problem;
    }

    StageCount count() {
        return count;
    }

    int layers() {
        return problem.layers();
    }

    int devices() {
        return problem.devices();
    }

    long cutBytes(int position) {
        return problem.costs().cutBytes(position);
    }

    /** The part of all samples that get to a cut. */
    double reach(int position) {
        return reach[position];
    }

    /** Whether a stage that starts at a position may be on a device: one that is pinned first is nowhere else. */
    boolean mayStart(int position, int device) {
        return position == 0 ? mayBeFirst[device] : !(firstPinned && mayBeFirst[device]);
    }

    boolean mayEnd(int device) {
        return mayBeLast[device];
    }

    /** Whether another stage may follow one on this device: none follows the one that is pinned last. */
    boolean mayHandOn(int device) {
        return !(lastPinned && mayBeLast[device]);
    }
}
