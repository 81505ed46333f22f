package hewn.link.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinkEstimateTest {
    @Test
    void nearsWhatIsMeasuredAgainAndAgain() {
        LinkEstimate estimate = LinkEstimate.first(1e6, 1e6, 0);
        for (int i = 1; i <= 30; i++) {
            estimate = estimate.with(1e7, 5e6, i);
        }
        assertThat(estimate.bytesPerSecond()).isCloseTo(1e7, within(1e5));
        assertThat(estimate.latencyNanos()).isCloseTo(5e6, within(5e4));
        assertThat(estimate.samples()).isEqualTo(31);
        assertThat(estimate.confirmedNanos()).isEqualTo(30);
    }

    @Test
    void isHardlyMovedByOneOutlier() {
        LinkEstimate estimate = LinkEstimate.first(1e6, 1e6, 0);
        for (int i = 0; i < 10; i++) {
            estimate = estimate.with(1e6, 1e6, 0);
        }
        assertThat(estimate.withBandwidth(1e12, 0).bytesPerSecond()).isLessThan(1.5e6);
        assertThat(estimate.withBandwidth(1, 0).bytesPerSecond()).isGreaterThan(0.7e6);
    }
}
