package hewn.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    private static final Prediction PREDICTION =
            new Prediction(List.of(1.0, 3.0), List.of(0.5, 2.0, 0.25), List.of(1L, 1L), 100);

    @Test
    void throughputCountsTheSlowestStageOrHop() {
        assertThat(new Objective.Throughput().cost(PREDICTION)).isEqualTo(3.0);
    }

    @Test
    void latencyCountsAllStagesAndHops() {
        assertThat(new Objective.Latency().cost(PREDICTION)).isEqualTo(6.75);
    }

    @Test
    void aMixLiesBetweenBoth() {
        assertThat(new Objective.Weighted(1).cost(PREDICTION)).isEqualTo(3.0);
        assertThat(new Objective.Weighted(0).cost(PREDICTION)).isEqualTo(6.75);
        assertThat(new Objective.Weighted(0.5).cost(PREDICTION)).isEqualTo(4.875);
    }

    @Test
    void isAlsoAMix() {
        Objective mix = new Objective.Weighted(0.3, 0.1, 0.2);
        for (Objective objective : List.of(new Objective.Throughput(), new Objective.Latency(), mix)) {
            assertThat(objective.weights().cost(PREDICTION)).isEqualTo(objective.cost(PREDICTION));
        }
    }

    @Test
    void refusesWeightsThatAreNoShare() {
        assertThatThrownBy(() -> new Objective.Weighted(Double.NaN))
                .hasMessage("throughputWeight must be from 0 to 1, but is NaN");
        assertThatThrownBy(() -> new Objective.Weighted(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
