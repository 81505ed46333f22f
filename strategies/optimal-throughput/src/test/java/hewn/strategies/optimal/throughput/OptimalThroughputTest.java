package hewn.strategies.optimal.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.ExhaustiveSearch;
import hewn.placement.testkit.PlacementStrategyContractTest;
import hewn.placement.testkit.RandomProblems;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptimalThroughputTest extends PlacementStrategyContractTest {
    private static final double EQUAL_PERCENT = 1e-7;

    @Override
    protected PlacementStrategy strategy() {
        return new OptimalThroughput(0, 4096);
    }

    @Test
    void equalsTheExhaustiveSearchAndProvesIt() {
        problems(10_000, 3_000).forEach(problem -> {
            Optional<Placement> best = ExhaustiveSearch.best(problem);
            if (best.isPresent()) {
                Placement placement = (Placement) strategy().place(problem);
                assertThat(placement.bound().orElseThrow().optimal()).isTrue();
                assertThat(seconds(placement)).isCloseTo(seconds(best.get()), withPercentage(EQUAL_PERCENT));
            } else {
                assertThat(strategy().place(problem)).isInstanceOf(Infeasible.class);
            }
        });
    }

    @Test
    void boundsEveryObjectiveFromBelow() {
        LongStream.range(20_000, 21_000)
                .mapToObj(seed -> new RandomProblems(seed).small())
                .forEach(problem -> ExhaustiveSearch.best(problem).ifPresent(best -> {
                    Placement placement = (Placement) strategy().place(problem);
                    double optimum = problem.objective().cost(best.prediction());
                    assertThat(placement.bound().orElseThrow().lowerBoundSeconds())
                            .isLessThanOrEqualTo(optimum * (1 + 1e-9));
                }));
    }

    @Test
    void keepsWhatRunsNowIfThereIsNoTimeToSearch() {
        PlacementProblem problem = feasible();
        Placement current = ExhaustiveSearch.best(problem).orElseThrow();
        PlacementProblem hasty = problem.withCurrent(current).with(Duration.ofNanos(1));
        assertThat(((Placement) strategy().place(hasty)).stages()).isEqualTo(current.stages());
    }

    @Test
    void ignoresACurrentPlacementThatIsNoLongerAllowed() {
        PlacementProblem problem = feasible();
        Placement current = ExhaustiveSearch.best(problem).orElseThrow();
        DeviceId gone = current.devices().get(0);
        Constraints without = problem.constraints().withExcluded(java.util.Set.of(gone));
        PlacementProblem changed = problem.withCurrent(current).with(without);
        if (strategy().place(changed) instanceof Placement placement) {
            assertThat(placement.devices()).doesNotContain(gone);
        }
    }

    @Test
    void stopsWhereTheGapIsSmallEnough() {
        problems(30_000, 300).forEach(problem -> {
            if (new OptimalThroughput(0.1, 64).place(problem) instanceof Placement placement) {
                double bound = placement.bound().orElseThrow().lowerBoundSeconds();
                assertThat(seconds(placement)).isLessThanOrEqualTo(bound * 1.1 * (1 + 1e-9));
            }
        });
    }

    @Test
    void saysWhyTheModelIsNotSplit() {
        Placement placement = problems(40_000, 1_000)
                .map(strategy()::place)
                .filter(Placement.class::isInstance)
                .map(Placement.class::cast)
                .filter(answer -> answer.stages().size() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(placement.explanation())
                .startsWith("not split: no split that was found is better than device '"
                        + placement.devices().get(0))
                .endsWith("it is proven that none is better");
    }

    @Test
    void refusesMoreStagesThanThereAreDevices() {
        PlacementProblem problem = feasible();
        PlacementProblem crowded = problem.with(problem.constraints().withStages(1000));
        assertThat(((Infeasible) strategy().place(crowded)).reason()).startsWith("1000 stages are asked for, but ");
    }

    @Test
    void countsOneDeviceInTheSingular() {
        PlacementProblem problem = feasible();
        Set<DeviceId> others =
                problem.candidates().stream().skip(1).map(Device::id).collect(Collectors.toSet());
        Constraints two = problem.constraints().withExcluded(others).withStages(2);
        assertThat(((Infeasible) strategy().place(problem.with(two))).reason())
                .contains(" but 1 device and ")
                .endsWith(" allow 1 at most");
    }

    @Test
    void refusesAConfigurationThatMakesNoSense() {
        assertThatThrownBy(() -> new OptimalThroughput(-1, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gap must not be negative and width at least 1, but they are -1.0, 64");
    }

    private static Stream<PlacementProblem> problems(long firstSeed, long number) {
        return LongStream.range(firstSeed, firstSeed + number)
                .mapToObj(seed -> new RandomProblems(seed).small().with(new Objective.Throughput()));
    }

    private static PlacementProblem feasible() {
        return problems(50_000, 100)
                .filter(problem -> ExhaustiveSearch.best(problem).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(Placement placement) {
        return placement.prediction().bottleneckSeconds();
    }
}
