package hewn.strategies.seifer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import hewn.placement.testkit.PlacementStrategyContractTest;
import hewn.placement.testkit.RandomProblems;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeiferTest extends PlacementStrategyContractTest {
    @Override
    protected PlacementStrategy strategy() {
        return new Seifer(false, 20, 200);
    }

    /** Every device is taken to be as small as some device is; a model that fits one device is placed on one. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }

    @Test
    void cutsAsPublishedWhereASingleTensorIsAlive() {
        int placed = 0;
        for (long seed = 0; seed < 200; seed++) {
            PlacementProblem problem = new RandomProblems(seed).small();
            if (new Seifer(true, 20, 200).place(problem) instanceof Placement placement) {
                placed++;
                assertThat(PlacementValidator.violation(problem, placement.stages()))
                        .isEmpty();
                assertThat(innerCuts(placement))
                        .allMatch(position ->
                                problem.graph().cuts().get(position).tensors().size() == 1);
            }
        }
        assertThat(placed).isPositive();
    }

    @Test
    void isNeverWorseForLeavingOutSmallDevices() {
        LongStream.range(0, 200)
                .mapToObj(seed -> new RandomProblems(seed).small())
                .filter(SeiferTest::hasSingleTensorsOnly)
                .forEach(problem -> {
                    if (new Seifer(true, 20, 200).place(problem) instanceof Placement published) {
                        assertThat(cost(problem, (Placement) strategy().place(problem)))
                                .isLessThanOrEqualTo(cost(problem, published));
                    }
                });
    }

    @Test
    void refusesAConfigurationWithoutEffort() {
        assertThatThrownBy(() -> new Seifer(true, 0, 200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classes and trials must be at least 1, but are 0, 200");
    }

    private static List<Integer> innerCuts(Placement placement) {
        List<Stage> stages = placement.stages();
        return stages.subList(1, stages.size()).stream()
                .map(stage -> stage.layers().from())
                .toList();
    }

    private static boolean hasSingleTensorsOnly(PlacementProblem problem) {
        return problem.graph()
                .innerPositions()
                .allMatch(p -> problem.graph().cuts().get(p).tensors().size() == 1);
    }

    private static double cost(PlacementProblem problem, Placement placement) {
        return problem.objective().cost(placement.prediction());
    }
}
