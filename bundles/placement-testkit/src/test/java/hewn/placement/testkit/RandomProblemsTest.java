package hewn.placement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.placement.IndexedProblem;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
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
                .anyMatch(constraints -> constraints.last().isPresent())
                .anyMatch(constraints -> !constraints.tiers().isEmpty());
    }

    @Test
    void givesEarlyExitsAndProfilesAndOverheads() {
        assertThat(small())
                .anyMatch(problem -> !problem.graph().exits().isEmpty())
                .anyMatch(problem -> !problem.profiles().isEmpty())
                .anyMatch(problem -> problem.overheads().stageSeconds() > 0)
                .anyMatch(problem -> problem.overheads().bytesPerLayer() > 0)
                .anyMatch(problem -> problem.overheads().weightCopies() > 1)
                .anyMatch(problem -> problem.overheads().activationCopies() > 1);
    }

    @Test
    void numbersStandForTheSameFigures() {
        for (PlacementProblem problem : small()) {
            ExhaustiveSearch.best(problem)
                    .ifPresent(best -> assertThat(numbered(problem, best))
                            .isCloseTo(best.prediction().latencySeconds(), within(1e-9)));
        }
    }

    /** The latency, computed with numbers only. */
    private static double numbered(PlacementProblem problem, Placement placement) {
        IndexedProblem indexed = new IndexedProblem(problem);
        List<DeviceId> ids = problem.candidates().stream().map(Device::id).toList();
        double seconds = 0;
        int former = -1;
        for (Stage stage : placement.stages()) {
            int device = ids.indexOf(stage.device());
            LayerRange layers = stage.layers();
            assertThat(indexed.fits(device, layers.from(), layers.to())).isTrue();
            seconds += former < 0 ? indexed.inSeconds(device) : indexed.hopSeconds(layers.from(), former, device);
            seconds += indexed.stageSeconds(device, layers.from(), layers.to());
            former = device;
        }
        return seconds + indexed.outSeconds(former);
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
