package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NamesakeTest {
    private static final DeviceStatus ME = new DeviceStatus(true, "me");
    private static final DeviceStatus OTHER = new DeviceStatus(true, "other");

    private Duration now = Duration.ofSeconds(-5);
    private final Namesake namesake = new Namesake(new DeviceId("hall"), "me", () -> now.toNanos());

    private boolean gaveWay() {
        return namesake.gaveWay().toCompletableFuture().isDone();
    }

    @Test
    void whoCameLastGivesWayToWhoComesBack() {
        namesake.hear(OTHER);
        namesake.hear(ME);
        assertThat(gaveWay()).isFalse();
        now = now.plusSeconds(5);
        namesake.hear(OTHER);
        assertThat(namesake.gaveWay().toCompletableFuture().join())
                .hasMessageContaining("another agent is running as 'hall'")
                .hasMessageContaining("--id");
    }

    @Test
    void whoWasThereBeforeStays() {
        namesake.hear(ME);
        now = now.plusSeconds(60);
        namesake.hear(OTHER);
        namesake.hear(ME);
        namesake.hear(OTHER);
        assertThat(gaveWay()).isFalse();
    }

    @Test
    void whatAFormerProcessLeftIsNobody() {
        namesake.hear(OTHER);
        namesake.hear(ME);
        namesake.hear(new DeviceStatus(false, "other"));
        namesake.hear(ME);
        assertThat(gaveWay()).isFalse();
    }
}
