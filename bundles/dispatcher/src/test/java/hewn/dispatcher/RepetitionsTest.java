package hewn.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
    private static final Loss TURNED_AWAY = new Loss(Loss.Kind.TURNED_AWAY, "not loaded");

    private final Repetitions repetitions = new Repetitions();

    @Test
    void whatIsTurnedAwayIsRepeatedAFewTimesAfterLongerAndLongerPauses() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < Repetitions.MOST; i++) {
            pauses.add(repetitions.after(TURNED_AWAY).orElseThrow());
        }
        assertThat(pauses).isSorted().doesNotHaveDuplicates();
        assertThat(repetitions.after(TURNED_AWAY)).isEmpty();
        assertThat(repetitions.after(Loss.abandoned("it died"))).isEmpty();
    }

    @Test
    void whatIsAbandonedIsRepeatedAtOnceAndCounts() {
        for (int i = 0; i < Repetitions.MOST; i++) {
            assertThat(repetitions.after(Loss.abandoned("it died"))).contains(Duration.ZERO);
        }
        assertThat(repetitions.after(TURNED_AWAY)).isEmpty();
    }

    @Test
    void whatIsNeverSentIsSentAgainWithoutEndOnceASecond() {
        Optional<Duration> pause = Optional.empty();
        for (int i = 0; i < 100; i++) {
            pause = repetitions.after(Loss.unsent("refused"));
        }
        assertThat(pause).contains(Duration.ofSeconds(1));
    }
}
