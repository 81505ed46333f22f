package hewn.strategies.greedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.ExhaustiveSearch;
import hewn.placement.testkit.PlacementStrategyContractTest;
import hewn.placement.testkit.RandomProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GreedyTest extends PlacementStrategyContractTest {
    @Override
    protected PlacementStrategy strategy() {
        return new Greedy(16, 64);
    }

    /** A walk may end in a dead end where memory is tight; from every start one takes the whole model if it can. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }

    @Test
    void findsNearlyEveryPlacementAndComesCloseToTheBest() {
        List<Double> timesTheOptimum = new ArrayList<>();
        int missed = 0;
        for (long seed = 1000; seed < 1400; seed++) {
            PlacementProblem problem = new RandomProblems(seed).small();
            Optional<Placement> best = ExhaustiveSearch.best(problem);
            if (strategy().place(problem) instanceof Placement placement) {
                timesTheOptimum.add(cost(problem, placement) / cost(problem, best.orElseThrow()));
            } else if (best.isPresent()) {
                missed++;
            }
        }
        assertThat(missed).isLessThanOrEqualTo(timesTheOptimum.size() / 50);
        assertThat(timesTheOptimum).allSatisfy(times -> assertThat(times).isGreaterThan(1 - 1e-9));
        assertThat(timesTheOptimum.stream().mapToDouble(t -> t).average().orElseThrow())
                .isLessThan(1.1);
    }

    @Test
    void neverGetsWorseWithMoreEffort() {
        LongStream.range(0, 100)
                .mapToObj(seed -> new RandomProblems(seed).small())
                .forEach(problem -> {
                    if (new Greedy(1, 8).place(problem) instanceof Placement hasty) {
                        Placement thorough = (Placement) new Greedy(16, 64).place(problem);
                        assertThat(cost(problem, thorough)).isLessThanOrEqualTo(cost(problem, hasty));
                    }
                });
    }

    @Test
    void refusesAConfigurationWithoutEffort() {
        assertThatThrownBy(() -> new Greedy(0, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("starts and limits must be at least 1, but are 0, 64");
    }

    private static double cost(PlacementProblem problem, Placement placement) {
        return problem.objective().cost(placement.prediction());
    }
}
