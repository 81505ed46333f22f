package hewn.deployer.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepairTimerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private long nanos = -1;
    private final RepairTimer timer = new RepairTimer(PATIENCE, () -> nanos);

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
    void aDeviceThatIsLostHasAMomentToComeBack() {
        timer.lost();
        assertThat(timer.isDue()).isFalse();
        pass(PATIENCE);
        assertThat(timer.isDue()).isTrue();
    }

    @Test
    void aDeviceThatWasStoppedIsReplacedAtOnceAndElseHasAsLongToBeStartedAgain() {
        givenAHastyRepairFailed();
        assertThat(timer.isDue()).isFalse();
        pass(PATIENCE);
        assertThat(timer.isDue()).isTrue();
        assertThat(timer.grace()).isFalse();
    }

    @Test
    void afterAHastyRepairWhatHasANewChanceIsDueAtOnceAndLeavesTheRestOfTheGrace() {
        givenAHastyRepairFailed();
        pass(PATIENCE.dividedBy(3));
        assertThat(timer.hurry()).isTrue();
        assertThat(timer.isDue()).isTrue();
        assertThat(timer.grace()).isTrue();
        assertThat(timer.isDue()).isFalse();
        pass(PATIENCE.dividedBy(3).multipliedBy(2));
        assertThat(timer.isDue()).isTrue();
        assertThat(timer.grace()).isFalse();
    }

    @Test
    void aDeviceThatIsLostDoesNotPutBackTheRepairForOneThatWasStopped() {
        timer.stopped();
        timer.lost();
        assertThat(timer.isDue()).isTrue();
    }

    @Test
    void aDeviceThatIsLostDuringTheRepairForOneThatWasStoppedIsRepairedAfterIt() {
        timer.stopped();
        assertThat(timer.isDue()).isTrue();
        timer.lost();
        assertThat(timer.isDue()).isFalse();
        pass(PATIENCE);
        assertThat(timer.isDue()).isTrue();
    }

    @Test
    void aDeviceThatIsLostMayComeBackThoughARepairForAnotherReasonIsDue() {
        timer.after(Duration.ZERO);
        timer.lost();
        assertThat(timer.isDue()).isFalse();
    }

    @Test
    void noneIsHastyOnceItServes() {
        timer.stopped();
        timer.cancel();
        assertThat(timer.grace()).isFalse();
    }

    @Test
    void whatComesToBeKnownWhileARepairFailsIsNotForgotten() {
        timer.after(Duration.ZERO);
        timer.again();
        assertThat(timer.isDue()).isTrue();
        assertThat(timer.isRetry()).isFalse();
    }

    private void givenAHastyRepairFailed() {
        timer.stopped();
        assertThat(timer.isDue()).isTrue();
        assertThat(timer.grace()).isTrue();
        assertThat(timer.isRetry()).isFalse();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
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
