package hewn.strategies.greedy;

import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One walk over the layers from a given device: each device takes as many layers as fit its memory and the limit, and
 * the next is whichever gets furthest. It takes time proportional to stages times devices, and a little more.
 */
final class Walk {
    private final IndexedProblem problem;
    private final Constraints constraints;
    private final Receivers receivers;
    private final double limitSeconds;
    private final int start;
    private final int layers;
    private final BitSet used = new BitSet();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();
    private int position;

    Walk(IndexedProblem problem, Receivers receivers, double limitSeconds, int start) {
        this.problem = problem;
        this.constraints = problem.problem().constraints();
        this.receivers = receivers;
        this.limitSeconds = limitSeconds;
        this.start = start;
        this.layers = problem.layers();
    }

    /** A placement of all layers; empty if the walk gets stuck. */
    Optional<Found> found(PlacementScore score) {
        Optional<Leg> next = leg(start, problem.inBusySeconds(start), problem.inSeconds(start), 1);
        while (next.isPresent() && position < layers) {
            take(next.get());
            next = position == layers ? next : furthest();
        }
        return next.flatMap(last -> judged(score));
    }

    private Optional<Found> judged(PlacementScore score) {
        int[] to = ends.stream().mapToInt(Integer::intValue).toArray();
        int[] devices = chosen.stream().mapToInt(Integer::intValue).toArray();
        return score.allows(to, devices)
                ? Optional.of(new Found(problem.stages(to, devices), score.cost(to, devices)))
                : Optional.empty();
    }

    private void take(Leg leg) {
        ends.add(leg.to());
        chosen.add(leg.device());
        used.set(leg.device());
        position = leg.to();
    }

    /** Of those that get equally far, the one that is the soonest there. */
    private Optional<Leg> furthest() {
        int sender = chosen.get(chosen.size() - 1);
        Optional<Leg> best = Optional.empty();
        int least = position + 1;
        for (int next = used.nextClearBit(0); next < problem.devices(); next = used.nextClearBit(next + 1)) {
            if (problem.tier(next) >= problem.tier(sender)) {
                double busy = problem.hopBusySeconds(position, sender, next);
                Optional<Leg> leg = leg(next, busy, problem.hopSeconds(position, sender, next), least);
                best = leg.isPresent() && (best.isEmpty() || leg.get().isBetterThan(best.get())) ? leg : best;
                least = best.isPresent() ? best.get().to() : least;
            }
        }
        return best;
    }

    /** The longest stage that starts here on that device; empty if none gets as far as it has to. */
    private Optional<Leg> leg(int device, double hopBusySeconds, double hopSeconds, int least) {
        if (hopBusySeconds > limitSeconds || problem.stageSeconds(device, position, least) > limitSeconds) {
            return Optional.empty();
        }
        int to = least;
        while (to < layers && problem.stageSeconds(device, position, to + 1) <= limitSeconds) {
            to++;
        }
        for (; to >= least; to--) {
            if (problem.fits(device, position, to) && mayEnd(device, to) && canLeave(device, to)) {
                return Optional.of(new Leg(device, to, hopSeconds + problem.stageSeconds(device, position, to)));
            }
        }
        return Optional.empty();
    }

    /** Whether the number of stages and the pinned devices leave room for a stage on this device that ends there. */
    private boolean mayEnd(int device, int to) {
        int count = ends.size() + 1;
        boolean pinnedLast = constraints.last().isPresent() && problem.mayBeLast(device);
        if (to == layers) {
            return constraints.allowsStages(count) && problem.mayBeLast(device);
        }
        int needed = Math.max(1, constraints.stages().orElse(0) - count);
        int allowed = Math.min(
                        constraints.maxStages().orElse(layers),
                        constraints.stages().orElse(layers))
                - count;
        return !pinnedLast && needed <= layers - to && needed <= allowed;
    }

    private boolean canLeave(int device, int to) {
        return to == layers
                ? problem.outBusySeconds(device) <= limitSeconds
                : receivers.canLeave(to, device, used, limitSeconds);
    }

    /** A stage to be, up to a layer, and how long it takes to get through it. */
    private record Leg(int device, int to, double seconds) {
        boolean isBetterThan(Leg other) {
            return to > other.to || to == other.to && seconds < other.seconds;
        }
    }
}
