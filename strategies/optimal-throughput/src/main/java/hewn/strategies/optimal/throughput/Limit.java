package hewn.strategies.optimal.throughput;

import hewn.placement.IndexedProblem;

/** What is possible if no device and no link is busy with a sample for longer than some time. */
final class Limit {
    private final Instance instance;
    private final IndexedProblem problem;
    private final double seconds;

    Limit(Instance instance, double seconds) {
        this.instance = instance;
        this.problem = instance.problem();
        this.seconds = seconds;
    }

    Instance instance() {
        return instance;
    }

    double seconds() {
        return seconds;
    }

    boolean mayStart(int position, int device) {
        return instance.mayStart(position, device) && (position > 0 || problem.inBusySeconds(device) <= seconds);
    }

    boolean mayEnd(int device) {
        return instance.mayEnd(device) && problem.outBusySeconds(device) <= seconds;
    }

    /** Whether the stage fits the device's memory; its time is within {@link #furthest}. */
    boolean fits(int device, int from, int to) {
        return problem.fits(device, from, to);
    }

    /** The last position that a stage on a device can reach in time; {@code from} if it can't even run one layer. */
    int furthest(int device, int from) {
        int reached = from;
        int beyond = problem.layers() + 1;
        while (reached + 1 < beyond) {
            int middle = (reached + beyond) >>> 1;
            if (problem.stageSeconds(device, from, middle) <= seconds) {
                reached = middle;
            } else {
                beyond = middle;
            }
        }
        return reached;
    }

    boolean maySend(int position, int from, int to) {
        return from != to
                && problem.hopBusySeconds(position, from, to) <= seconds
                && problem.tier(from) <= problem.tier(to);
    }
}
