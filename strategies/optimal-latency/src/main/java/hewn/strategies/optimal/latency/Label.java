package hewn.strategies.optimal.latency;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;

/**
 * The beginning of a placement, up to a device that is about to run a stage, or that has run it.
 *
 * <p>A chain of labels is a placement to be; each knows only what it adds to the one before.
 */
final class Label {
    private final Optional<Label> parent;
    private final boolean ran;
    private final int position;
    private final int device;
    private final int stagesBefore;
    private final Figures figures;
    private final long visited;
    private final double bound;
    private boolean dominated;

    /**
     * One more label.
     *
     * @param parent the one before, if any
     * @param ran whether the device has run its stage
     * @param position the first layer that did not run
     * @param device the number of the device of the stage
     * @param stagesBefore how many stages came before
     * @param figures what it comes to so far
     * @param visited the critical devices that are used, as bits
     * @param bound what no placement that begins so can undercut
     */
    Label(
            Optional<Label> parent,
            boolean ran,
            int position,
            int device,
            int stagesBefore,
            Figures figures,
            long visited,
            double bound) {
        this.parent = parent;
        this.ran = ran;
        this.position = position;
        this.device = device;
        this.stagesBefore = stagesBefore;
        this.figures = figures;
        this.visited = visited;
        this.bound = bound;
    }

    boolean ran() {
        return ran;
    }

    int position() {
        return position;
    }

    int device() {
        return device;
    }

    int stagesBefore() {
        return stagesBefore;
    }

    Figures figures() {
        return figures;
    }

    long visited() {
        return visited;
    }

    double bound() {
        return bound;
    }

    boolean isDominated() {
        return dominated;
    }

    /** Another label makes this one needless. */
    void dominate() {
        dominated = true;
    }

    /** Whether every way on from here is open to the other as well, and costs no more from there. */
    boolean isDominatedBy(Label other, Terms terms) {
        double slower = Math.max(0, other.figures.slowest() - figures.slowest());
        double slowerStage = Math.max(0, other.figures.slowestStage() - figures.slowestStage());
        return (other.visited & ~visited) == 0
                && other.figures.sum() + terms.excess(slower, slowerStage) <= figures.sum();
    }

    /** The labels after a stage ran, in order. */
    Deque<Label> stages() {
        Deque<Label> stages = new ArrayDeque<>();
        for (Optional<Label> label = Optional.of(this); label.isPresent(); label = label.get().parent) {
            if (label.get().ran) {
                stages.addFirst(label.get());
            }
        }
        return stages;
    }

    /** The devices of this label and of those before it. */
    BitSet devices() {
        BitSet devices = new BitSet();
        for (Optional<Label> label = Optional.of(this); label.isPresent(); label = label.get().parent) {
            devices.set(label.get().device);
        }
        return devices;
    }
}
