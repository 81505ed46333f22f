package hewn.strategies.single.device;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.PlacementStrategyContractTest;
import hewn.placement.testkit.RandomProblems;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SingleDeviceTest extends PlacementStrategyContractTest {
    @Override
    protected PlacementStrategy strategy() {
        return new SingleDevice();
    }

    /** It never splits; among placements of one stage it misses none. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }

    @Test
    void takesTheWholeModelToOneDevice() {
        List<PlacementAnswer> answers = LongStream.range(0, 200)
                .mapToObj(seed -> strategy().place(new RandomProblems(seed).small()))
                .toList();
        assertThat(answers).hasAtLeastOneElementOfType(Placement.class).hasAtLeastOneElementOfType(Infeasible.class);
        assertThat(answers)
                .filteredOn(Placement.class::isInstance)
                .allSatisfy(answer -> assertThat(((Placement) answer).stages()).hasSize(1));
    }

    @Test
    void saysHowMuchMemoryWasMissing() {
        PlacementProblem problem = LongStream.iterate(0, seed -> seed + 1)
                .mapToObj(seed -> new RandomProblems(seed).small())
                .filter(candidate -> candidate.constraints().allowsStages(1) && !fitsOneDevice(candidate))
                .findFirst()
                .orElseThrow();
        long needed = problem.costs().memoryBytes(problem.graph().whole());
        assertThat(strategy().place(problem))
                .isEqualTo(new Infeasible(
                        "no device that may be used has the " + needed + " bytes that the whole model takes"));
    }
}
