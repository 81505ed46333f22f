package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(() -> MqttOptions.DEFAULT, new SplittableRandom(1));

    @Test
    void doublesUpToALimitAndIsRandomByHalf() {
        for (long limitMillis : new long[] {200, 400, 800, 1600, 3200, 5000, 5000, 5000}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(limitMillis / 2), Duration.ofMillis(limitMillis));
        }
    }

    @Test
    void beginsAnewAfterAReset() {
        backoff.exhaust();
        assertThat(backoff.next()).isGreaterThanOrEqualTo(Duration.ofMillis(2500));
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(200));
    }
}
