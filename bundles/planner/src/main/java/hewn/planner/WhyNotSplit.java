package hewn.planner;

import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementScore;
import hewn.placement.Prediction;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tells people why a model stays whole: it compares with the best split in two, whichever strategy answered. */
record WhyNotSplit(PlacementProblem problem) {
    /** All pairs of so many devices are tried, which takes some milliseconds at most. */
    private static final int MOST_DEVICES = 24;

    private static final double TOLERANCE = 1e-6;

    /** Why, or empty if it is split. */
    Optional<String> of(Placement placement) {
        if (placement.stages().size() > 1) {
            return Optional.empty();
        }
        return Optional.of(evident().orElseGet(() -> compared(placement)));
    }

    private Optional<String> evident() {
        Constraints constraints = problem.constraints();
        if (problem.graph().size() == 1) {
            return Optional.of("it is not split: it has one layer");
        }
        if (constraints.stages().orElse(0) == 1 || constraints.maxStages().orElse(0) == 1) {
            return Optional.of("it is not split: one slice was asked for");
        }
        return problem.candidates().size() == 1
                ? Optional.of("it is not split: there is one device to use")
                : Optional.empty();
    }

    private String compared(Placement placement) {
        IndexedProblem numbers = new IndexedProblem(problem);
        double whole = numbers.cost(placement.stages());
        return best(numbers)
                .map(split -> split.cost() < whole * (1 - TOLERANCE)
                        ? "a split would be better, " + split.text(numbers, whole) + ": try another strategy"
                        : "it is not split: the best split in two, " + split.text(numbers, whole))
                .orElse("it is not split: no split in two fits the devices and constraints");
    }

    private Optional<Split> best(IndexedProblem numbers) {
        PlacementScore score = new PlacementScore(numbers);
        List<Integer> devices = fastest(numbers);
        return IntStream.range(1, numbers.layers())
                .boxed()
                .flatMap(cut -> devices.stream()
                        .flatMap(a -> devices.stream().map(b -> new int[] {a, b}))
                        .filter(pair -> pair[0] != pair[1])
                        .map(pair -> Split.of(cut, pair, numbers.layers(), score))
                        .flatMap(Optional::stream))
                .min(Comparator.comparingDouble(Split::cost));
    }

    private static List<Integer> fastest(IndexedProblem numbers) {
        return IntStream.range(0, numbers.devices())
                .boxed()
                .sorted(Comparator.comparingDouble(d -> -numbers.device(d).flopsPerSecond()))
                .limit(MOST_DEVICES)
                .toList();
    }

    private record Split(int cut, int first, int second, double cost) {
        static Optional<Split> of(int cut, int[] pair, int layers, PlacementScore score) {
            int[] ends = {cut, layers};
            return score.allows(ends, pair)
                    ? Optional.of(new Split(cut, pair[0], pair[1], score.cost(ends, pair)))
                    : Optional.empty();
        }

        String text(IndexedProblem numbers, double whole) {
            return String.format(
                    Locale.ROOT,
                    "before layer '%s' on %s and %s, has %s of %s and hands on %d bytes",
                    numbers.problem().graph().layers().get(cut).name(),
                    numbers.device(first).id(),
                    numbers.device(second).id(),
                    what(numbers.problem().objective()),
                    cost > whole * (1 + TOLERANCE) || cost < whole * (1 - TOLERANCE)
                            ? Prediction.time(cost) + " instead of " + Prediction.time(whole)
                            : Prediction.time(cost) + " as well",
                    numbers.costs().cutBytes(cut));
        }

        private static String what(Objective objective) {
            if (objective instanceof Objective.Throughput) {
                return "a bottleneck";
            }
            return objective instanceof Objective.Latency ? "a latency" : "a weighted cost";
        }
    }
}
