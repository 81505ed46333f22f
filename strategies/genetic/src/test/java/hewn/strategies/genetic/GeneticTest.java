package hewn.strategies.genetic;

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

class GeneticTest extends PlacementStrategyContractTest {
    private static final Duration AMPLE = Duration.ofMinutes(10);

    @Override
    protected PlacementStrategy strategy() {
        return new Genetic(20, 10, 3);
    }

    /** A repair takes no step back; a seed of one stage is all that it is sure of. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }

    @Test
    void findsNearlyEveryPlacementAndComesCloseToTheBest() {
        List<Double> timesTheOptimum = new ArrayList<>();
        int missed = 0;
        for (PlacementProblem problem : small(1000, 1300).toList()) {
            Optional<Placement> best = ExhaustiveSearch.best(problem);
            if (new Genetic(60, 40, 8).place(problem) instanceof Placement placement) {
                timesTheOptimum.add(cost(problem, placement) / cost(problem, best.orElseThrow()));
            } else if (best.isPresent()) {
                missed++;
            }
        }
        assertThat(missed).isLessThanOrEqualTo(timesTheOptimum.size() / 50);
        assertThat(timesTheOptimum).allSatisfy(times -> assertThat(times).isGreaterThan(1 - 1e-9));
        assertThat(timesTheOptimum.stream().mapToDouble(t -> t).average().orElseThrow())
                .isLessThan(1.05);
    }

    @Test
    void isNeverWorseThanWhereTheModelRunsNow() {
        small(0, 200).forEach(problem -> {
            Optional<Placement> current = ExhaustiveSearch.best(problem.with(new Objective.Throughput()));
            if (current.isPresent()) {
                Placement bred = (Placement) strategy().place(problem.withCurrent(current.get()));
                assertThat(cost(problem, bred)).isLessThanOrEqualTo(cost(problem, current.get()) * (1 + 1e-9));
            }
        });
    }

    @Test
    void leavesTheBestAsItIs() {
        small(0, 100)
                .filter(problem -> ExhaustiveSearch.best(problem).isPresent())
                .forEach(problem -> {
                    Placement best = ExhaustiveSearch.best(problem).orElseThrow();
                    Placement bred = (Placement) strategy().place(problem.withCurrent(best));
                    assertThat(cost(problem, bred)).isLessThanOrEqualTo(cost(problem, best) * (1 + 1e-9));
                });
    }

    @Test
    void breedsWhatIsBetterThanItsSeeds() {
        PlacementProblem problem = new RandomProblems(3).large().with(AMPLE).with(new Objective.Latency());
        Placement seed = (Placement) new Genetic(10, 1, 1).place(problem);
        Placement bred = (Placement) new Genetic(200, 30, 30).place(problem);
        assertThat(cost(problem, bred)).isLessThan(cost(problem, seed));
        assertThat(bred.explanation()).matches("bred in generation \\d+ of 200 placements each");
    }

    @Test
    void refusesAConfigurationWithoutEffort() {
        assertThatThrownBy(() -> new Genetic(9, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a population of 10 and 1 generation are the least, but population=9 generations=1"
                        + " steadyGenerations=1");
    }

    private static Stream<PlacementProblem> small(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(seed -> new RandomProblems(seed).small().with(AMPLE));
    }

    private static double cost(PlacementProblem problem, Placement placement) {
        return problem.objective().cost(placement.prediction());
    }
}
