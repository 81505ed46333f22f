package hewn.deployer.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepairTimerTest {
    private final RepairTimer timer = new RepairTimer();

    @Test
    void whatFailedIsTriedAgainLater() {
        timer.again();
        assertThat(timer.isRetry()).isTrue();
        assertThat(timer.isSet()).isTrue();
        assertThat(timer.isDue()).isFalse();
    }

    @Test
    void aRepairForANewReasonIsNoRetry() {
        timer.again();
        timer.after(Duration.ZERO);
        assertThat(timer.isRetry()).isFalse();
        assertThat(timer.isDue()).isTrue();
    }

    @Test
    void aRetryThatHasANewChanceIsDueAtOnceAndIsNone() {
        timer.again();
        assertThat(timer.hurry()).isTrue();
        assertThat(timer.isRetry()).isFalse();
        assertThat(timer.isDue()).isTrue();
    }

    @Test
    void aRetryThatIsDueSoonerRemainsOne() {
        timer.again();
        timer.retryNow();
        assertThat(timer.isDue()).isTrue();
        assertThat(timer.isRetry()).isTrue();
    }

    @Test
    void nothingIsHurriedUnlessItFailedAndIsWantedStill() {
        assertThat(timer.hurry()).isFalse();
        timer.again();
        timer.cancel();
        assertThat(timer.isRetry()).isFalse();
        assertThat(timer.hurry()).isFalse();
        assertThat(timer.isSet()).isFalse();
    }

    @Test
    void whatIsDueIsTakenOnce() {
        timer.after(Duration.ZERO);
        assertThat(timer.isDue()).isTrue();
        assertThat(timer.isDue()).isFalse();
        assertThat(timer.isSet()).isFalse();
    }
}
