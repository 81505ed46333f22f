package hewn.dispatcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How often one request is executed again, and after which pause.
 *
 * <p>What may have reached a device is executed again {@value #MOST} times at most, for it may be what the device died
 * of. What was never sent is no burden to anybody, and is sent again until its deadline. Whoever uses it sees to it that
 * only one thread does at a time.
 */
final class Repetitions {
    /** Together longer than it takes to notice that a device is gone, which ends the pause. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5));

    static final int MOST = 3;

    private static final Duration FIRST_UNSENT_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_UNSENT_PAUSE = Duration.ofSeconds(1);

    private int repetitions;
    private Duration unsentPause = FIRST_UNSENT_PAUSE;

    /** The pause after which it may be executed again; empty if it may not. */
    Optional<Duration> after(Loss loss) {
        if (loss.kind() == Loss.Kind.UNSENT) {
            return Optional.of(nextUnsentPause());
        }
        if (repetitions == MOST) {
            return Optional.empty();
        }
        Duration pause = loss.kind() == Loss.Kind.TURNED_AWAY ? PAUSES.get(repetitions) : Duration.ZERO;
        repetitions++;
        return Optional.of(pause);
    }

    private Duration nextUnsentPause() {
        Duration pause = unsentPause;
        Duration doubled = pause.multipliedBy(2);
        unsentPause = doubled.compareTo(LONGEST_UNSENT_PAUSE) < 0 ? doubled : LONGEST_UNSENT_PAUSE;
        return pause;
    }
}
