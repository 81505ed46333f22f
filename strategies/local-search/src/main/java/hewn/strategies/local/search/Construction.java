package hewn.strategies.local.search;

import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Builds a first placement: it fills device after device, the most promising first, each with as many layers as fit, and
 * takes steps back where it gets stuck. Of a small problem it misses nothing; of a large one it gives up after a number of
 * steps.
 */
final class Construction {
    private static final int MOST_STEPS = 20_000;

    /** Where the same devices are left for the same layers, the same happens. */
    private record Place(int position, int tier, BitSet used) {}

    private final IndexedProblem problem;
    private final PlacementScore score;
    private final BooleanSupplier isOver;
    private final List<Integer> order;
    private final int leastStages;
    private final int mostStages;
    private final List<Integer> ends = new ArrayList<>();
    private final List<Integer> devices = new ArrayList<>();
    private final Set<Place> dead = new HashSet<>();
    private int steps;

    Construction(
            IndexedProblem problem, PlacementScore score, ToDoubleFunction<Integer> promise, BooleanSupplier isOver) {
        this.problem = problem;
        this.score = score;
        this.isOver = isOver;
        this.order = IntStream.range(0, problem.devices())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(problem::tier)
                        .thenComparing(Comparator.comparingDouble(promise).reversed()))
                .toList();
        Constraints constraints = problem.problem().constraints();
        this.leastStages = constraints.stages().orElse(1);
        this.mostStages = Math.min(
                constraints.stages().orElse(problem.devices()),
                constraints.maxStages().orElse(problem.devices()));
    }

    /** A placement; empty if there is none, or none was found within the steps or in time. */
    Optional<Chain> chain() {
        return isComplete(0) ? Optional.of(Chain.of(ends, devices)) : Optional.empty();
    }

    private boolean isComplete(int position) {
        if (position == problem.layers()) {
            return Chain.of(ends, devices).cost(score) < Double.POSITIVE_INFINITY;
        }
        Place place = place(position);
        if (ends.size() == mostStages || dead.contains(place)) {
            return false;
        }
        for (int device : order) {
            if (!place.used().get(device) && problem.tier(device) >= place.tier() && isComplete(position, device)) {
                return true;
            }
        }
        dead.add(place);
        return false;
    }

    private boolean isComplete(int position, int device) {
        if (position == 0 && !problem.mayBeFirst(device)) {
            return false;
        }
        int stagesToCome = Math.max(0, leastStages - ends.size() - 1);
        for (int to = problem.layers() - stagesToCome; to > position; to--) {
            if (problem.fits(device, position, to)) {
                if (++steps > MOST_STEPS || isOver.getAsBoolean()) {
                    return false;
                }
                ends.add(to);
                devices.add(device);
                if (isComplete(to)) {
                    return true;
                }
                ends.remove(ends.size() - 1);
                devices.remove(devices.size() - 1);
            }
        }
        return false;
    }

    private Place place(int position) {
        BitSet used = new BitSet();
        devices.forEach(used::set);
        int tier = devices.isEmpty() ? 0 : problem.tier(devices.get(devices.size() - 1));
        return new Place(position, tier, used);
    }
}
