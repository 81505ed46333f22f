package hewn.strategies.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.PlacementStrategyContractTest;
import hewn.placement.testkit.RandomProblems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** There are 64 line-ups of four devices: among a thousand that are drawn, none is missing. */
class RandomPlacementTest extends PlacementStrategyContractTest {
    @Override
    protected PlacementStrategy strategy() {
        return new RandomPlacement(1000);
    }

    @Test
    void answersOtherwiseForAnotherSeed() {
        PlacementProblem problem = new RandomProblems(1).large();
        List<?> answers = LongStream.range(0, 20)
                .mapToObj(seed -> (Placement) strategy().place(withSeed(problem, seed)))
                .map(Placement::stages)
                .distinct()
                .toList();
        assertThat(answers).hasSizeGreaterThan(10);
    }

    @Test
    void refusesToDrawNothing() {
        assertThatThrownBy(() -> new RandomPlacement(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lineUps must be at least 1, but is 0");
    }

    private static PlacementProblem withSeed(PlacementProblem problem, long seed) {
        return new PlacementProblem(
                problem.graph(),
                problem.fleet(),
                new Objective.Throughput(),
                Constraints.NONE,
                Optional.empty(),
                Duration.ofMinutes(1),
                seed,
                List.of(),
                Overheads.TYPICAL);
    }
}
