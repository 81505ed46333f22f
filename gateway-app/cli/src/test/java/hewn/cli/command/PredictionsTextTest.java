package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.bench.PredictedPlacementTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTextTest {
    @Test
    void putsPredictedBesideMeasuredFigures() {
        assertThat(new PredictionsText(List.of(PredictedPlacementTest.placement("digits", 0))).toString())
                .contains("| digits | hall → yard | 3.333 | 2.500 | +33.3 % | 460.0 | 500.0 | -8.0 % |"
                        + " -20.0 %, -20.0 % | +0.0 %, +22.0 % | 0.0 % |")
                .endsWith("Median error, all 1 placements: throughput 33.3 %, latency 8.0 %;"
                        + " with probed links throughput 20.0 %, latency 20.0 %;"
                        + " given the stages' own times throughput 0.0 %, latency 22.0 %.");
    }

    @Test
    void tellsTheMediansOfThoseDuringWhichTheHostKeptUp() {
        assertThat(new PredictionsText(List.of(
                                PredictedPlacementTest.placement("digits", 0),
                                PredictedPlacementTest.placement("unet", 5)))
                        .toString())
                .contains("all 2 placements", "the 1 during which the host kept up");
    }
}
