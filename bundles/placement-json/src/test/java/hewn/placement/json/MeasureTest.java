package hewn.placement.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureTest {
    @ParameterizedTest
    @CsvSource({
        "BYTES,512MiB,536870912",
        "BYTES,1.5 GB,1500000000",
        "BYTES_PER_SECOND,100Mbit/s,12500000",
        "FLOPS_PER_SECOND,6.3GFLOP/s,6300000000",
        "SECONDS,250us,0.00025",
        "SECONDS,2 min,120"
    })
    void textTellsANumberOfBaseUnits(Measure measure, String text, double expected) {
        assertThat(measure.parse(text))
                .hasValueSatisfying(value -> assertThat(value).isCloseTo(expected, withPercentage(1e-9)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1MiB", "1mib", "1e3B", "1 s"})
    void otherTextTellsNone(String text) {
        assertThat(Measure.BYTES.parse(text)).isEmpty();
    }
}
