package hewn.strategies.optimal.latency;

import hewn.placement.Constraints;
import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds some placement in next to no time, before anything that takes the number of devices squared: a few walks over the
 * layers, which take at each cut the device that is the most promising by a simple rule. It may miss every placement where
 * memory is tight, and proves nothing.
 */
final class FirstWalks {
    private static final int STARTS = 8;

    /** Gets furthest and, of those that get equally far, is the soonest there. */
    private static final Comparator<Leg> FURTHEST =
            Comparator.<Leg>comparingInt(leg -> -leg.to()).thenComparingDouble(Leg::seconds);

    /** Takes the least time for each layer. */
    private static final Comparator<Leg> SOONEST = Comparator.comparingDouble(Leg::secondsPerLayer);

    private final Steps steps;
    private final IndexedProblem problem;
    private final PlacementScore score;
    private final Incumbent incumbent;
    private final int leastStages;

    FirstWalks(Steps steps, Incumbent incumbent) {
        this.steps = steps;
        this.problem = steps.problem();
        this.score = new PlacementScore(problem);
        this.incumbent = incumbent;
        Constraints constraints = problem.problem().constraints();
        this.leastStages = constraints.stages().orElse(1);
    }

    /** Offers the incumbent all that it finds; once there is one, the deadline ends it. */
    void run(Deadline deadline) {
        for (Comparator<Leg> rule : List.of(FURTHEST, SOONEST)) {
            for (Leg start : starts(rule)) {
                if (incumbent.isPresent() && deadline.isOver()) {
                    return;
                }
                walk(start, rule);
            }
        }
    }

    private List<Leg> starts(Comparator<Leg> rule) {
        Walk none = new Walk();
        return IntStream.range(0, problem.devices())
                .mapToObj(device -> leg(none, device, problem.inSeconds(device)))
                .filter(Leg::leadsOn)
                .sorted(rule)
                .limit(STARTS)
                .toList();
    }

    private void walk(Leg start, Comparator<Leg> rule) {
        Walk walk = new Walk();
        Leg leg = start;
        while (leg.leadsOn()) {
            walk.take(leg.device(), leg.to());
            if (leg.to() == problem.layers()) {
                offer(walk);
                return;
            }
            leg = next(walk, rule);
        }
    }

    private void offer(Walk walk) {
        int[] ends = walk.ends();
        int[] devices = walk.devices();
        if (score.allows(ends, devices)) {
            incumbent.offer(problem.stages(ends, devices));
        }
    }

    private Leg next(Walk walk, Comparator<Leg> rule) {
        Leg best = Leg.NONE;
        for (int device = 0; device < problem.devices(); device++) {
            if (!walk.uses(device) && steps.mayHandOn(walk.device(), device)) {
                Leg leg = leg(walk, device, problem.hopSeconds(walk.position(), walk.device(), device));
                best = leg.leadsOn() && (!best.leadsOn() || rule.compare(leg, best) < 0) ? leg : best;
            }
        }
        return best;
    }

    /** As many layers as fit. */
    private Leg leg(Walk walk, int device, double hopSeconds) {
        int from = walk.position();
        int count = walk.stages() + 1;
        for (int to = problem.layers(); to > from; to--) {
            if (steps.mayRun(device, from, to) && mayEnd(count, to)) {
                return new Leg(device, from, to, hopSeconds + problem.stageSeconds(device, from, to));
            }
        }
        return Leg.NONE;
    }

    private boolean mayEnd(int count, int to) {
        int left = problem.layers() - to;
        return left == 0 ? steps.mayEndAfter(count) : steps.mayGoOnAfter(count) && left >= leastStages - count;
    }

    /** A stage to be, with the way to it. */
    private record Leg(int device, int from, int to, double seconds) {
        static final Leg NONE = new Leg(0, 0, 0, Double.POSITIVE_INFINITY);

        boolean leadsOn() {
            return to > from;
        }

        double secondsPerLayer() {
            return seconds / (to - from);
        }
    }
}
