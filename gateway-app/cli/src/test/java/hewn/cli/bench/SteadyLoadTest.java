package hewn.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.CliException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SteadyLoadTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicBoolean broken = new AtomicBoolean();

    @Test
    void findsTheFirstAnswerSinceAMomentAndKeepsWhyCallsFailed() throws Exception {
        SteadyLoad load = new SteadyLoad(() -> this::call, 2, Clock.systemUTC());
        try {
            load.remember();
            Instant moment = Instant.now();
            assertThat(load.firstSince(moment, LIMIT).orElseThrow()).isAfterOrEqualTo(moment);
            assertThat(load.failures()).isEmpty();
            broken.set(true);
        } finally {
            load.close();
        }
        assertThat(load.answers()).isPositive();
        assertThat(load.firstSince(Instant.now(), Duration.ZERO)).isEmpty();
    }

    private void call() throws CliException {
        if (broken.get()) {
            throw CliException.failed("no answer", "");
        }
    }
}
