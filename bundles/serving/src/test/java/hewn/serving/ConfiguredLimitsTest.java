package hewn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.serving.http.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfiguredLimitsTest {
    @Test
    void limitsThatGoTogetherAreKept() {
        assertThat(new ConfiguredLimits(64, 64, 512, 30_000, 600_000).limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void noBodyIsLargerThanWhatAllMayTake() {
        assertThat(new ConfiguredLimits(64, 64, 16, 30_000, 600_000).limits().bodyBytes())
                .isEqualTo(16 << 20);
    }

    @Test
    void theDeadlineIsNoLongerThanTheLongest() {
        assertThat(new ConfiguredLimits(64, 64, 512, 30_000, 10_000).limits().standardDeadline())
                .isEqualTo(Duration.ofSeconds(10));
    }
}
