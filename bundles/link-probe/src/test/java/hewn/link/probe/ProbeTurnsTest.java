package hewn.link.probe;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.link.probe.Peers.Ring;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
        assertThat(next(Set.of(A, B), REFRESH.toNanos())).contains(B);
    }

    @Test
    void givesThenAPeerItsTurnWhoseLastIsLongestAgo() {
        turns.taken(B, 0, 1);
        turns.taken(A, 1, 2);
        assertThat(next(Set.of(A, B), 2 * REFRESH.toNanos())).contains(B);
    }

    @Test
    void givesNobodyATurnThatWasMeasuredLately() {
        turns.taken(A, 0, 0);
        assertThat(next(Set.of(A), REFRESH.toNanos() - 1)).isEmpty();
        assertThat(next(Set.of(), REFRESH.toNanos())).isEmpty();
    }

    @Test
    void takesAtMostOnePartInAHundredOfTheTime() {
        turns.taken(B, 0, 0);
        long later = REFRESH.toNanos();
        turns.taken(A, later - 10 * MILLISECOND, later);
        assertThat(next(Set.of(A, B), later + 700 * MILLISECOND)).isEmpty();
        assertThat(next(Set.of(A, B), later + 1300 * MILLISECOND)).contains(B);
    }

    @Test
    void aNewPeerWaitsForATenthOfThatWhileAnythingServes() {
        turns.taken(A, 0, 10 * MILLISECOND);
        assertThat(next(Set.of(A, B), 70 * MILLISECOND)).isEmpty();
        assertThat(next(Set.of(A, B), 140 * MILLISECOND)).contains(B);
    }

    @Test
    void whoHasWaitedLongHasItsTurnThoughSomethingIsUnderWay() {
        turns.taken(A, 0, 0);
        assertThat(turns.overdue(mine(Set.of(A, B)), MILLISECOND)).isEmpty();
        assertThat(turns.overdue(mine(Set.of(A, B)), 31_000 * MILLISECOND)).contains(B);
        assertThat(turns.overdue(mine(Set.of(A)), REFRESH.toNanos() + 29_000 * MILLISECOND))
                .isEmpty();
    }

    @Test
    void aNewPeerWaitsForAQuarterOfTheLastProbeWhileNothingServes() {
        turns.taken(A, 0, 100 * MILLISECOND);
        assertThat(turns.next(mine(Set.of(A, B)), true, 115 * MILLISECOND)).isEmpty();
        assertThat(turns.next(mine(Set.of(A, B)), true, 135 * MILLISECOND)).contains(B);
    }

    @Test
    void whatIsKnownIsMeasuredAgainAtTheUsualPaceEvenIfNothingServes() {
        turns.taken(B, 0, 0);
        long later = REFRESH.toNanos();
        turns.taken(A, later - 10 * MILLISECOND, later);
        assertThat(turns.next(mine(Set.of(A, B)), true, later + 700 * MILLISECOND))
                .isEmpty();
    }

    @Test
    void aPeerThatProbesThisDeviceFirstHasItsTurnHalfARefreshLater() {
        Ring ring = new Ring(Map.of(A, "a:1", B, "b:1"), Set.of(B));
        assertThat(turns.next(ring, true, 0)).contains(B);
        turns.taken(B, 0, MILLISECOND);
        assertThat(turns.next(ring, true, REFRESH.toNanos() / 2 - 1)).isEmpty();
        assertThat(turns.next(ring, true, REFRESH.toNanos() / 2)).contains(A);
    }

    @Test
    void tellsWhatWasMeasuredForTheFirstTime() {
        assertThat(turns.taken(A, 0, 1)).isTrue();
        assertThat(turns.taken(A, 2, 3)).isFalse();
        next(Set.of(B), 4);
        assertThat(turns.taken(A, 5, 6)).isTrue();
    }

    @Test
    void aPeerThatDoesNotAnswerKeepsTheOthersWaitingForAMinuteAtMost() {
        turns.taken(B, 0, 0);
        long later = REFRESH.toNanos();
        turns.failed(A, later - 10_000 * MILLISECOND, later);
        assertThat(next(Set.of(A, B), later + 60_000 * MILLISECOND)).contains(B);
    }

    @Test
    void triesAFailedMeasurementAgainAfterATenthOfTheTime() {
        turns.failed(A, 0, 0);
        assertThat(next(Set.of(A), REFRESH.toNanos() / 10 - 1)).isEmpty();
        assertThat(next(Set.of(A), REFRESH.toNanos() / 10)).contains(A);
    }

    private Optional<DeviceId> next(Set<DeviceId> peers, long nowNanos) {
        return turns.next(mine(peers), false, nowNanos);
    }

    private static Ring mine(Set<DeviceId> peers) {
        Map<DeviceId, String> addresses = new TreeMap<>();
        peers.forEach(peer -> addresses.put(peer, peer + ":1"));
        return new Ring(addresses, peers);
    }
}
