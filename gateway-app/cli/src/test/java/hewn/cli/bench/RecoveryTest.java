package hewn.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.api.Deployment;
import hewn.cli.api.Deployment.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final Instant LOST = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void itsPartsAreTheTimesBetweenStepsAndMakeUpTheWhole() {
        Recovery recovery = new Recovery(
                LOST,
                deployment(step("SERVING", -5000), step("DEGRADED", 20)),
                deployment(
                        step("PLANNED", 30),
                        step("SHIPPING", 50),
                        step("LOADING", 90),
                        step("WARMING", 190),
                        step("VERIFYING", 290),
                        step("SERVING", 390)),
                LOST.plusMillis(400));
        assertThat(recovery.parts().values())
                .extracting(Duration::toMillis)
                .containsExactly(20L, 10L, 20L, 40L, 100L, 100L, 100L, 10L);
        assertThat(recovery.total()).hasMillis(400);
    }

    private static Step step(String state, long millis) {
        return new Step(state, LOST.plusMillis(millis).toString());
    }

    private static Deployment deployment(Step... history) {
        return new Deployment(
                1,
                "m",
                1,
                Optional.empty(),
                Optional.empty(),
                "SERVING",
                false,
                "",
                Optional.empty(),
                List.of(history),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
