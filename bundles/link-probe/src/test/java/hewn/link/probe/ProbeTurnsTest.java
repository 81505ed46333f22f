package hewn.link.probe;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProbeTurnsTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final ProbeTurns turns = new ProbeTurns(() -> REFRESH, new SplittableRandom(1));

    @Test
    void givesANewPeerItsTurnFirst() {
        turns.taken(A, 0, 0);
        assertThat(turns.next(Set.of(A, B), REFRESH.toNanos())).contains(B);
    }

    @Test
    void givesThenAPeerItsTurnWhoseLastIsLongestAgo() {
        turns.taken(B, 0, 1);
        turns.taken(A, 1, 2);
        assertThat(turns.next(Set.of(A, B), 2 * REFRESH.toNanos())).contains(B);
    }

    @Test
    void givesNobodyATurnThatWasMeasuredLately() {
        turns.taken(A, 0, 0);
        assertThat(turns.next(Set.of(A), REFRESH.toNanos() - 1)).isEmpty();
        assertThat(turns.next(Set.of(), REFRESH.toNanos())).isEmpty();
    }

    @Test
    void takesAtMostOnePartInAHundredOfTheTime() {
        turns.taken(B, 0, 0);
        long later = REFRESH.toNanos();
        turns.taken(A, later - 10 * MILLISECOND, later);
        assertThat(turns.next(Set.of(A, B), later + 700 * MILLISECOND)).isEmpty();
        assertThat(turns.next(Set.of(A, B), later + 1300 * MILLISECOND)).contains(B);
    }

    @Test
    void letsANewPeerWaitATenthOfThat() {
        turns.taken(A, 0, 10 * MILLISECOND);
        assertThat(turns.next(Set.of(A, B), 80 * MILLISECOND)).isEmpty();
        assertThat(turns.next(Set.of(A, B), 140 * MILLISECOND)).contains(B);
    }

    @Test
    void aPeerThatDoesNotAnswerKeepsTheOthersWaitingForAMinuteAtMost() {
        turns.taken(B, 0, 0);
        long later = REFRESH.toNanos();
        turns.failed(A, later - 10_000 * MILLISECOND, later);
        assertThat(turns.next(Set.of(A, B), later + 60_000 * MILLISECOND)).contains(B);
    }

    @Test
    void triesAFailedMeasurementAgainAfterATenthOfTheTime() {
        turns.failed(A, 0, 0);
        assertThat(turns.next(Set.of(A), REFRESH.toNanos() / 10 - 1)).isEmpty();
        assertThat(turns.next(Set.of(A), REFRESH.toNanos() / 10)).contains(A);
    }
}
