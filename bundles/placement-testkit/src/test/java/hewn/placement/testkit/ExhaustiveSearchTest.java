package hewn.placement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementValidator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExhaustiveSearchTest {
    @Test
    void findsPlacementsWithoutViolation() {
        LongStream.range(0, 100)
                .mapToObj(seed -> new RandomProblems(seed).small())
                .forEach(problem -> ExhaustiveSearch.best(problem)
                        .map(Placement::stages)
                        .ifPresent(stages -> assertThat(PlacementValidator.violation(problem, stages))
                                .isEmpty()));
    }

    @Test
    void refusesProblemsThatItCouldNotFinish() {
        PlacementProblem large = new RandomProblems(1).large();
        assertThatThrownBy(() -> ExhaustiveSearch.best(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at most 12 layers can be searched, but got 150");
    }
}
