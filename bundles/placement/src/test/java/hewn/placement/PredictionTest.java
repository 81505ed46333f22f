package hewn.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionTest {
    @Test
    void tellsTimesInTheUnitThatSuitsThem() {
        assertThat(Prediction.time(1.342e-5)).isEqualTo("13.42 µs");
        assertThat(Prediction.time(0.002409)).isEqualTo("2.409 ms");
        assertThat(Prediction.time(0.2)).isEqualTo("200.0 ms");
        assertThat(Prediction.time(1)).isEqualTo("1.000 s");
        assertThat(Prediction.time(12_345)).isEqualTo("12345.0 s");
        assertThat(Prediction.time(0)).isEqualTo("0.000 µs");
    }
}
