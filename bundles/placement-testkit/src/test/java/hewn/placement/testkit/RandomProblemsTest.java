package hewn.placement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomProblemsTest {
    @Test
    void givesTheSameProblemsForTheSameSeed() {
        RandomProblems one = new RandomProblems(7);
        RandomProblems other = new RandomProblems(7);
        assertThat(one.small()).isEqualTo(other.small());
        assertThat(one.large()).isEqualTo(other.large());
        assertThat(one.small()).isNotEqualTo(one.small());
    }

    @Test
    void givesProblemsWithAndWithoutPlacements() {
        long feasible = small().stream()
                .filter(problem -> ExhaustiveSearch.best(problem).isPresent())
                .count();
        assertThat(feasible).isBetween(100L, 200L);
    }

    @Test
    void givesEveryObjectiveAndConstraint() {
        List<PlacementProblem> problems = small();
        assertThat(problems)
                .extracting(PlacementProblem::objective)
                .hasAtLeastOneElementOfType(Objective.Throughput.class)
                .hasAtLeastOneElementOfType(Objective.Latency.class)
                .hasAtLeastOneElementOfType(Objective.Weighted.class);
        assertThat(problems)
                .extracting(PlacementProblem::constraints)
                .anyMatch(constraints -> constraints.allowed().isPresent())
                .anyMatch(constraints -> !constraints.excluded().isEmpty())
                .anyMatch(constraints -> constraints.stages().isPresent())
                .anyMatch(constraints -> constraints.maxStages().isPresent())
                .anyMatch(constraints -> constraints.first().isPresent())
                .anyMatch(constraints -> constraints.last().isPresent());
    }

    @Test
    void givesCutSetsOfSeveralTensors() {
        assertThat(small())
                .anyMatch(problem -> problem.graph().cuts().stream()
                        .anyMatch(cut -> cut.tensors().size() > 1));
    }

    private static List<PlacementProblem> small() {
        return LongStream.range(0, 300)
                .mapToObj(seed -> new RandomProblems(seed).small())
                .toList();
    }
}
