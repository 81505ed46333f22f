package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hewn.cli.api.Deployment.Percentiles;
import hewn.cli.bench.OverheadReport;
import hewn.cli.bench.OverheadReport.Sliced;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverheadTextTest {
    private static final Percentiles ALONE = new Percentiles(0.010, 0.011, 0.012);

    @Test
    void comparesEveryPipelineWithTheModelAloneAndWithTheFirst() {
        Sliced one = new Sliced(times(0.0108), times(0.0104), List.of(0.0100));
        Sliced two = new Sliced(times(0.0125), times(0.0120), List.of(0.0040, 0.0070));
        assertThat(new OverheadText(new OverheadReport(ALONE, List.of(one, two)))
                        .toString()
                        .lines())
                .containsExactly(
                        "| one request, ms | p50 | p95 | p99 | p50 beside in process |",
                        "|---|---:|---:|---:|---:|",
                        "| in process | 10.000 | 11.000 | 12.000 | +0.000 |",
                        "| 1 slice, in the gateway | 10.400 | 20.800 | 31.200 | +0.400 |",
                        "| 1 slice, over HTTP | 10.800 | 21.600 | 32.400 | +0.800 |",
                        "| 2 slices, in the gateway | 12.000 | 24.000 | 36.000 | +2.000 |",
                        "| 2 slices, over HTTP | 12.500 | 25.000 | 37.500 | +2.500 |",
                        "",
                        "| computing, ms | sum of the stages' p50 | ratio |",
                        "|---|---:|---:|",
                        "| 1 slice | 10.000 | 1.00 |",
                        "| 2 slices | 11.000 | 1.10 |");
    }

    @Test
    void refusesAPipelineWithoutStages() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sliced(ALONE, ALONE, List.of()));
    }

    private static Percentiles times(double p50) {
        return new Percentiles(p50, 2 * p50, 3 * p50);
    }
}
