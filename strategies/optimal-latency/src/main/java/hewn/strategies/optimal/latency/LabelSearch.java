package hewn.strategies.optimal.latency;

import hewn.placement.Deadline;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Finds the best placement in which no critical device is used twice, though others may be: A* over labels, with the
 * completions as the bound on what is left (Hart, Nilsson and Raphael 1968).
 */
final class LabelSearch {
    private final Successors successors;
    private final CriticalDevices critical;
    private final Incumbent incumbent;
    private final Labels labels;
    private final int mostLabels;

    LabelSearch(Successors successors, CriticalDevices critical, Incumbent incumbent, Labels labels, int mostLabels) {
        this.successors = successors;
        this.critical = critical;
        this.incumbent = incumbent;
        this.labels = labels;
        this.mostLabels = mostLabels;
    }

    /** How it ended. */
    sealed interface Outcome {
        /** No placement is better than the incumbent. */
        record Closed() implements Outcome {}

        /** The best of the relaxed placements, none of which costs less. */
        record Found(Label goal) implements Outcome {}

        /** Too many labels, or no time: nothing costs less than the bound. */
        record Stopped(double bound) implements Outcome {}
    }

    Outcome run(Deadline deadline) {
        successors.starts(critical, this::add);
        Optional<Label> next = labels.next();
        while (next.isPresent() && incumbent.isBeatenBy(next.get().bound())) {
            Label label = next.get();
            if (successors.isGoal(label)) {
                return new Outcome.Found(label);
            }
            if (labels.made() > mostLabels || deadline.isOver()) {
                return new Outcome.Stopped(label.bound());
            }
            expand(label);
            next = labels.next();
        }
        return new Outcome.Closed();
    }

    private void expand(Label label) {
        if (label.ran()) {
            IntPredicate used = device -> (label.visited() & critical.bit(device)) != 0;
            successors.hops(label, used, critical, this::add);
        } else {
            successors.stages(label, this::add);
        }
    }

    private void add(Label label) {
        if (incumbent.isBeatenBy(label.bound())) {
            labels.add(label);
        }
    }
}
