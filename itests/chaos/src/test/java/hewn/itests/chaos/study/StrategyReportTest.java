package hewn.itests.chaos.study;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.chaos.history.Verdict;
import hewn.itests.chaos.history.Verdict.Count;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StrategyReportTest {
    private static final Replacement REPLACED = new Replacement("0.1.0.r1", 500, 400, StrategyStudy.SERVING);
    private static final Misbehaviour CONTAINED = misbehaviour();
    private static final Verdict GOOD = new Verdict(Map.of(Count.SENT, 9, Count.GOOD, 9), Map.of(), List.of());

    @Test
    void whatIsAsPromisedIsKept() {
        StrategyReport report = new StrategyReport(List.of(REPLACED), List.of(CONTAINED), GOOD);
        assertThat(report.isKept()).isTrue();
        assertThat(report.text())
                .contains("1 replacements, 1 of 1 bad jars contained; 9 requests: 9 good answers, 0 lost")
                .contains("All promises were kept.")
                .contains("| jar copied to on offer | 500 | 500 |")
                .contains("| `loops` | placed by `greedy` | yes | 8.0 | 8.4 | 60 |");
    }

    @Test
    void aBadJarThatIsNotContainedBreaksAPromise() {
        Misbehaviour loose = misbehaviour("its answer was taken");
        StrategyReport report = new StrategyReport(List.of(REPLACED), List.of(CONTAINED, loose), GOOD);
        assertThat(report.isKept()).isFalse();
        assertThat(report.text())
                .contains("PROMISES WERE BROKEN", "- `loops`: its answer was taken", "1 of 2 bad jars contained");
    }

    @Test
    void aRequestThatWasRefusedBreaksAPromise() {
        Verdict refused =
                new Verdict(Map.of(Count.SENT, 9, Count.UNEXCUSED, 1), Map.of(), List.of("UNEXCUSED: request 7"));
        StrategyReport report = new StrategyReport(List.of(REPLACED), List.of(CONTAINED), refused);
        assertThat(report.isKept()).isFalse();
        assertThat(report.text()).contains("1 refused", "PROMISES WERE BROKEN", "- UNEXCUSED: request 7");
    }

    @Test
    void aReplacementThatIsNotAskedBreaksAPromise() {
        Replacement passedOver = new Replacement("0.1.0.r2", 500, 400, "greedy");
        StrategyReport report = new StrategyReport(List.of(REPLACED, passedOver), List.of(), GOOD);
        assertThat(report.isKept()).isFalse();
        assertThat(report.text()).contains("- `0.1.0.r2`: the model was placed by greedy");
    }

    private static Misbehaviour misbehaviour(String... problems) {
        return new Misbehaviour("loops", "placed by `greedy`", 8, 8400, 60, List.of(problems));
    }
}
