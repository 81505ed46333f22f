package hewn.strategies.optimal.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlacementValidator;
import hewn.placement.testkit.ExhaustiveSearch;
import hewn.placement.testkit.PlacementStrategyContractTest;
import hewn.placement.testkit.RandomProblems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OptimalLatencyTest extends PlacementStrategyContractTest {
    private static final Duration AMPLE = Duration.ofMinutes(10);

    @Override
    protected PlacementStrategy strategy() {
        return new OptimalLatency(20_000, 50);
    }

    @Test
    void equalsBruteForceUnderEveryObjective() {
        LongStream.range(0, 2000)
                .mapToObj(seed -> new RandomProblems(seed).small().with(AMPLE))
                .forEach(this::assertExact);
    }

    @Test
    void equalsBruteForceUnderLatency() {
        LongStream.range(2000, 4000)
                .mapToObj(seed -> new RandomProblems(seed).small().with(AMPLE).with(new Objective.Latency()))
                .forEach(this::assertExact);
    }

    @Test
    void boundsTheBestWhereItIsNotGivenTheMeansToFindIt() {
        PlacementStrategy hasty = new OptimalLatency(1, 1);
        LongStream.range(0, 500)
                .mapToObj(seed -> new RandomProblems(seed).small().with(AMPLE))
                .forEach(problem -> assertBound(problem, hasty.place(problem)));
    }

    @Test
    void answersWithABoundWhereTheBudgetEndsAtOnce() {
        List<PlacementProblem> feasible = LongStream.range(0, 1000)
                .mapToObj(seed -> new RandomProblems(seed).small().with(Duration.ofNanos(1)))
                .filter(problem -> ExhaustiveSearch.best(problem).isPresent())
                .toList();
        long placed = feasible.stream()
                .filter(problem -> isAnsweredInHaste(problem, strategy().place(problem)))
                .count();
        assertThat(placed).isGreaterThan(feasible.size() * 95L / 100);
    }

    @Test
    void staysTrueWhereverTheBudgetEnds() {
        LongStream.range(0, 500).forEach(seed -> {
            PlacementProblem problem = new RandomProblems(seed).small().with(Duration.ofNanos(1 + 2000 * seed));
            if (ExhaustiveSearch.best(problem).isPresent()) {
                isAnsweredInHaste(problem, strategy().place(problem));
            }
        });
    }

    @Test
    void refusesAConfigurationWithoutEffort() {
        assertThatThrownBy(() -> new OptimalLatency(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels and width must be at least 1, but are 0, 1");
    }

    private void assertExact(PlacementProblem problem) {
        Optional<Placement> best = ExhaustiveSearch.best(problem);
        PlacementAnswer answer = strategy().place(problem);
        if (best.isEmpty()) {
            assertThat(answer).isInstanceOf(Infeasible.class);
            return;
        }
        double optimum = problem.objective().cost(best.get().prediction());
        assertThat(answer).as("answer to %s", problem).isInstanceOf(Placement.class);
        Placement placement = (Placement) answer;
        assertThat(problem.objective().cost(placement.prediction()))
                .as("cost of the answer to %s", problem)
                .isCloseTo(optimum, within(optimum * 1e-9));
        assertThat(placement.bound())
                .hasValueSatisfying(bound -> assertThat(bound.optimal()).isTrue());
    }

    /** Whether it is a placement, which has to be one that the planner accepts, with a bound that holds. */
    private static boolean isAnsweredInHaste(PlacementProblem problem, PlacementAnswer answer) {
        if (!(answer instanceof Placement placement)) {
            return false;
        }
        assertThat(PlacementValidator.violation(problem, placement.stages())).isEmpty();
        assertThat(placement.bound()).isPresent();
        assertBound(problem, placement);
        double optimum = problem.objective()
                .cost(ExhaustiveSearch.best(problem).orElseThrow().prediction());
        if (placement.bound().get().optimal()) {
            assertThat(problem.objective().cost(placement.prediction()))
                    .isCloseTo(optimum, within(Math.abs(optimum) * 1e-9));
        }
        return true;
    }

    private static void assertBound(PlacementProblem problem, PlacementAnswer answer) {
        if (answer instanceof Placement placement && placement.bound().isPresent()) {
            double optimum = problem.objective()
                    .cost(ExhaustiveSearch.best(problem).orElseThrow().prediction());
            assertThat(placement.bound().get().lowerBoundSeconds()).isLessThanOrEqualTo(optimum * (1 + 1e-9));
        }
    }
}
