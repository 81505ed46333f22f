package hewn.bench.heterogeneous;

import hewn.bench.run.Contender;
import hewn.bench.run.Outcome;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a strategy made of several draws of one kind of problem. */
record Sample(List<Outcome> outcomes) {
    Sample {
        outcomes = List.copyOf(outcomes);
    }

    /** A source of problems. */
    @FunctionalInterface
    interface Problems {
        /** The problem of a draw, from 0. */
        PlacementProblem of(int draw);
    }

    /** A sample of each strategy, all of them of the same draws. */
    static List<Sample> of(List<Contender> contenders, Problems problems, int draws) {
        List<List<Outcome>> outcomes =
                contenders.stream().<List<Outcome>>map(c -> new ArrayList<>()).toList();
        for (int draw = 0; draw < draws; draw++) {
            PlacementProblem problem = problems.of(draw);
            for (int c = 0; c < contenders.size(); c++) {
                outcomes.get(c).add(contenders.get(c).solve(problem));
            }
        }
        return outcomes.stream().map(Sample::new).toList();
    }

    private Stream<Outcome> placed() {
        return outcomes.stream().filter(outcome -> outcome.placement().isPresent());
    }

    /** How many draws it found a placement for. */
    long found() {
        return placed().count();
    }

    /** How many placements are proven to be the best. */
    long proven() {
        return placed().flatMap(outcome -> outcome.placement().flatMap(Placement::bound).stream())
                .filter(Placement.Bound::optimal)
                .count();
    }

    /** How many placements are proven to exceed the optimum by a part at most. */
    long within(double gap) {
        return placed().filter(outcome -> outcome.gap(outcome.boundSeconds()) <= gap)
                .count();
    }

    /** The mean over all placements; not a number if there is none. */
    double mean(ToDoubleFunction<Outcome> figure) {
        return placed().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** The most over all placements; not a number if there is none. */
    double most(ToDoubleFunction<Outcome> figure) {
        return placed().mapToDouble(figure).max().orElse(Double.NaN);
    }

    /** The mean gap to what another strategy proved of the same draws, over those that both found a placement for. */
    double meanAbove(Sample prover) {
        return IntStream.range(0, outcomes.size())
                .filter(draw -> prover.outcomes.get(draw).boundSeconds() > 0)
                .mapToDouble(
                        draw -> outcomes.get(draw).gap(prover.outcomes.get(draw).boundSeconds()))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** The middle of all times, of those without a placement, too. */
    double medianTookSeconds() {
        double[] sorted =
                outcomes.stream().mapToDouble(Outcome::tookSeconds).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    double mostTookSeconds() {
        return outcomes.stream().mapToDouble(Outcome::tookSeconds).max().orElse(0);
    }
}
