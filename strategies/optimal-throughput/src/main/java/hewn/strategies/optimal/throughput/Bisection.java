package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes in on the smallest bottleneck from both sides.
 *
 * <p>A bottleneck is one of finitely many values, so a search strictly below the best that was found either finds a
 * better one or proves that there is none: bisection comes close, and such a search ends it exactly.
 */
final class Bisection {
    /** How close bisection comes before the last step, and how close it brings a proof. */
    private static final double CLOSE = 1e-3;

    private final Instance instance;
    private final LimitSearch limits;
    private final Deadline deadline;
    private final double gap;
    private final int mostWidth;
    private final List<Route> found = new ArrayList<>();
    private double upper = Double.POSITIVE_INFINITY;
    private double lower;

    /**
     * A search for the smallest bottleneck.
     *
     * @param instance to be solved
     * @param deadline when to end at the latest
     * @param gap to end at, as a part of the bottleneck
     * @param mostWidth how many labels each position may keep at most
     */
    Bisection(Instance instance, Deadline deadline, double gap, int mostWidth) {
        this.instance = instance;
        this.deadline = deadline;
        this.limits = new LimitSearch(instance, deadline);
        this.gap = gap;
        this.mostWidth = mostWidth;
    }

    /** Begins with, or goes on from, a route that is known. */
    void offer(Route route) {
        double seconds = route.bottleneckSeconds(instance.problem());
        if (seconds < upper) {
            found.add(route);
            upper = seconds;
        }
    }

    /** Tries harder and harder, until the gap is closed or the effort is at its end. */
    void run() {
        for (Effort effort = Effort.LEAST; !isDone() && effort.width() <= mostWidth; effort = effort.next()) {
            improve(effort);
            prove(effort);
        }
        shorten();
    }

    /** Of all that are as good, finds one of few stages: at first, prices are equal, and the cheapest has the fewest. */
    private void shorten() {
        boolean mayHelp = !found.isEmpty() && !deadline.isOver();
        if (mayHelp && new LimitSearch(instance, deadline).search(upper, Effort.LEAST) instanceof Outcome.Found few) {
            found.add(few.route());
        }
    }

    private boolean isDone() {
        return isProven() || upper <= lower * (1 + gap) || deadline.isOver();
    }

    /** Bisects as if what can't be decided were impossible. */
    private void improve(Effort effort) {
        double low = lower;
        while (!isDone() && low < Math.nextDown(upper)) {
            double limit = between(low, upper);
            if (!isFound(limit, effort)) {
                low = limit;
            }
        }
    }

    private static double between(double low, double high) {
        if (Double.isInfinite(high)) {
            return Double.MAX_VALUE;
        }
        return high <= low * (1 + CLOSE) ? Math.nextDown(high) : low + (high - low) / 2;
    }

    /** Bisects as if what can't be decided were possible. */
    private void prove(Effort effort) {
        double high = upper;
        while (!isDone() && !found.isEmpty() && high > lower * (1 + CLOSE)) {
            double limit = lower + (high - lower) / 2;
            if (isFound(limit, effort) || lower < limit) {
                high = limit;
            }
        }
    }

    private boolean isFound(double limit, Effort effort) {
        Outcome outcome = limits.search(limit, effort);
        if (outcome instanceof Outcome.Found placement) {
            offer(placement.route());
            return true;
        }
        if (outcome instanceof Outcome.Impossible) {
            lower = Math.max(lower, limit);
        }
        return false;
    }

    /** Whether nothing is below the best that was found, or there is nothing to be found. */
    boolean isProven() {
        return lower >= Math.nextDown(upper);
    }

    /** All that was found, none worse than the one before. */
    List<Route> found() {
        return found;
    }

    /** What no bottleneck undercuts. */
    double lowerSeconds() {
        return isProven() ? upper : lower;
    }
}
