package hewn.deployer.canary;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.CanaryComparison;
import hewn.pipeline.CanaryComparison.Recent;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.GenerationStatus.Failure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryJudgeTest {
    private static final CanaryTerms TERMS = CanaryTerms.of(0.1);
    private static final Recent USUAL = recent(500, 0, 20);

    @Test
    void faringAlikeIsWell() {
        assertThat(verdict(recent(1000, 0, 20), USUAL)).isEmpty();
        assertThat(verdict(recent(1000, 200, 20), recent(500, 100, 20))).isEmpty();
    }

    @Test
    void tooFewExecutionsAreNotJudged() {
        assertThat(verdict(recent(49, 48, 900), USUAL)).isEmpty();
        assertThat(verdict(recent(50, 50, 900), USUAL)).isPresent();
    }

    @Test
    void oneThatNeverAnswersIsNotTriedForLong() {
        assertThat(verdict(recent(4, 4, 0), USUAL)).isEmpty();
        assertThat(verdict(recent(5, 5, 0), USUAL)).isPresent();
        assertThat(verdict(recent(5, 5, 0), recent(64, 64, 0)))
                .as("what serves fails alike")
                .isEmpty();
    }

    @Test
    void failuresBeyondWhatIsAllowedEndIt() {
        assertThat(verdict(recent(200, 2, 20), USUAL)).as("1 %").isEmpty();
        assertThat(verdict(recent(200, 3, 20), USUAL)).as("1.5 %").isPresent();
        assertThat(verdict(recent(200, 3, 20), recent(500, 5, 20)))
                .as("0.5 % more")
                .isEmpty();
    }

    @Test
    void oneFailureProvesNothing() {
        assertThat(verdict(recent(50, 1, 20), USUAL)).isEmpty();
        assertThat(verdict(recent(50, 2, 20), USUAL)).isPresent();
    }

    @Test
    void slownessBeyondWhatIsAllowedEndsIt() {
        assertThat(verdict(recent(50, 0, 40), USUAL)).isEmpty();
        assertThat(verdict(recent(50, 0, 41), USUAL)).isPresent();
        assertThat(verdict(recent(50, 0, 6), recent(500, 0, 2)))
                .as("3 times, but 4 ms")
                .isEmpty();
        assertThat(verdict(recent(50, 0, 900), recent(0, 0, 0)))
                .as("beside nothing")
                .isEmpty();
    }

    @Test
    void theTermsOfTheOrderCount() {
        CanaryTerms lenient = new CanaryTerms(0.1, 10, 0.5, 10);
        assertThat(CanaryJudge.verdict(lenient, new CanaryComparison(recent(10, 5, 200), USUAL)))
                .isEmpty();
        assertThat(CanaryJudge.verdict(lenient, new CanaryComparison(recent(10, 6, 200), USUAL)))
                .isPresent();
    }

    @Test
    void itStatesTheFiguresAndWhatToDo() {
        Failure failing = verdict(recent(200, 30, 20), recent(500, 5, 20)).orElseThrow();
        assertThat(failing.code()).isEqualTo("CANARY_ROLLED_BACK");
        assertThat(failing.message()).contains("30 of 200 times (15.0 %)", "5 of 500 times (1.0 %)", "1.0 % more");
        assertThat(failing.remedy()).contains("logs");
        Failure slow = verdict(recent(64, 0, 100), USUAL).orElseThrow();
        assertThat(slow.message()).contains("last 64 answers", "100.0 ms", "20.0 ms", "2.0 times");
    }

    private static Optional<Failure> verdict(Recent canary, Recent stable) {
        return CanaryJudge.verdict(TERMS, new CanaryComparison(canary, stable));
    }

    private static Recent recent(int executions, int failures, long p95Millis) {
        return new Recent(executions, failures, Duration.ofMillis(p95Millis));
    }
}
