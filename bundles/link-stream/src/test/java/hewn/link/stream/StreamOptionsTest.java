package hewn.link.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamOptionsTest {
    @Test
    void namesTheBoundThatIsNotPositive() {
        assertThatThrownBy(() -> new StreamOptions(0, 1, 1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1))
                .hasMessage("credits must be positive, but is 0");
        assertThatThrownBy(() -> new StreamOptions(1, 1, 1, 1, 1, Duration.ofSeconds(1), Duration.ofNanos(1), 1, 1))
                .hasMessage("heartbeat must be positive, but is 0");
    }

    @Test
    void findsADeadPeerWithinAFewSeconds() {
        StreamOptions options = StreamOptions.DEFAULT;
        assertThat(options.heartbeat().multipliedBy(options.silentHeartbeats() + 1L))
                .isLessThanOrEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void writesAddressesAsTheyAreRead() {
        assertThat(Address.parse("camera-1.local:7700")).hasToString("camera-1.local:7700");
        assertThat(Address.parse("[fe80::1%eth0]:7700")).hasToString("[fe80::1%eth0]:7700");
    }
}
