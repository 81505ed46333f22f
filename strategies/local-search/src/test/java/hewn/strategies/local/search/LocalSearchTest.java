package hewn.strategies.local.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.ExhaustiveSearch;
import hewn.placement.testkit.PlacementStrategyContractTest;
import hewn.placement.testkit.RandomProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalSearchTest extends PlacementStrategyContractTest {
    private static final Duration AMPLE = Duration.ofMinutes(10);

    @Override
    protected PlacementStrategy strategy() {
        return new LocalSearch(5);
    }

    @Test
    void comesCloseToTheBest() {
        List<Double> timesTheOptimum = new ArrayList<>();
        small(1000, 1400).forEach(problem -> {
            if (new LocalSearch(20).place(problem) instanceof Placement placement) {
                Placement best = ExhaustiveSearch.best(problem).orElseThrow();
                timesTheOptimum.add(cost(problem, placement) / cost(problem, best));
            }
        });
        assertThat(timesTheOptimum).allSatisfy(times -> assertThat(times).isGreaterThan(1 - 1e-9));
        assertThat(timesTheOptimum.stream().mapToDouble(t -> t).average().orElseThrow())
                .isLessThan(1.05);
    }

    @Test
    void isNeverWorseThanWhereTheModelRunsNow() {
        small(0, 300).forEach(problem -> {
            Optional<Placement> current = throughput(problem);
            if (current.isPresent()) {
                Placement improved = (Placement) new LocalSearch(0).place(problem.withCurrent(current.get()));
                assertThat(cost(problem, improved)).isLessThanOrEqualTo(cost(problem, current.get()) * (1 + 1e-9));
                assertThat(improved.explanation()).contains("where it runs now");
            }
        });
    }

    @Test
    void leavesTheBestAsItIs() {
        small(0, 100)
                .filter(problem -> ExhaustiveSearch.best(problem).isPresent())
                .forEach(problem -> {
                    Placement best = ExhaustiveSearch.best(problem).orElseThrow();
                    Placement found = (Placement) strategy().place(problem.withCurrent(best));
                    assertThat(cost(problem, found)).isLessThanOrEqualTo(cost(problem, best) * (1 + 1e-9));
                });
    }

    @Test
    void neverGetsWorseWithMoreKicks() {
        PlacementProblem problem = new RandomProblems(3).large().with(AMPLE);
        Placement hasty = (Placement) new LocalSearch(0).place(problem);
        Placement thorough = (Placement) new LocalSearch(2).place(problem);
        assertThat(cost(problem, thorough)).isLessThanOrEqualTo(cost(problem, hasty));
    }

    @Test
    void tellsWhatItImproved() {
        PlacementProblem problem = new RandomProblems(3).large().with(AMPLE).with(new Objective.Latency());
        Placement placement = (Placement) new LocalSearch(0).place(problem);
        assertThat(placement.explanation())
                .matches("from filling device after device, at a cost of \\S+ [µm]?s, down to \\S+ [µm]?s: \\d+ .*");
    }

    @Test
    void refusesLessThanNoKicks() {
        assertThatThrownBy(() -> new LocalSearch(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kicks must not be negative, but are -1");
    }

    /** A placement that is not the best under the problem's own objective, as a rule. */
    private static Optional<Placement> throughput(PlacementProblem problem) {
        return ExhaustiveSearch.best(problem.with(new Objective.Throughput()));
    }

    private static Stream<PlacementProblem> small(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(seed -> new RandomProblems(seed).small().with(AMPLE));
    }

    private static double cost(PlacementProblem problem, Placement placement) {
        return problem.objective().cost(placement.prediction());
    }
}
