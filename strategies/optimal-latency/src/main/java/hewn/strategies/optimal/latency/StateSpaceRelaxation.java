package hewn.strategies.optimal.latency;

import hewn.placement.Deadline;

/**
 * Closes in on the best placement from below: it solves the problem without the rule that a device is used once, and
 * brings the rule back for just those devices that the relaxed optimum used again, until it uses none again. Each round's
 * optimum is a lower bound.
 *
 * <p>This is the decremental state space relaxation of Righini and Salani, "New dynamic programming algorithms for the
 * resource constrained elementary shortest path problem", Networks 51 (2008).
 */
final class StateSpaceRelaxation {
    private final Steps steps;
    private final Terms terms;
    private final Incumbent incumbent;
    private final CriticalDevices critical;
    private double lowerBound;
    private boolean closed;

    /** Begins with what is known already that no placement undercuts. */
    StateSpaceRelaxation(Steps steps, Terms terms, Incumbent incumbent, double lowerBound) {
        this.steps = steps;
        this.terms = terms;
        this.incumbent = incumbent;
        this.lowerBound = lowerBound;
        this.critical = new CriticalDevices(steps.problem().devices());
    }

    /** Goes on until it is closed, a round makes too many labels, or there is no time left. */
    void run(Successors successors, int mostLabels, Deadline deadline) {
        boolean goOn = true;
        while (goOn && !closed) {
            goOn = round(successors, mostLabels, deadline);
        }
    }

    private boolean round(Successors successors, int mostLabels, Deadline deadline) {
        Labels labels = new Labels(steps, terms);
        LabelSearch.Outcome outcome =
                new LabelSearch(successors, critical, incumbent, labels, mostLabels).run(deadline);
        if (outcome instanceof LabelSearch.Outcome.Stopped stopped) {
            raise(stopped.bound());
            return false;
        }
        if (outcome instanceof LabelSearch.Outcome.Found found) {
            raise(found.goal().bound());
            if (CriticalDevices.isElementary(found.goal())) {
                incumbent.offer(found.goal());
                closed = true;
            }
            return critical.addRepeated(found.goal());
        }
        closed = true;
        return false;
    }

    private void raise(double bound) {
        lowerBound = Math.max(lowerBound, bound);
    }

    /** What no placement undercuts, as far as it got. */
    double lowerBound() {
        return lowerBound;
    }

    /** Whether no placement is better than the incumbent. */
    boolean isClosed() {
        return closed;
    }
}
