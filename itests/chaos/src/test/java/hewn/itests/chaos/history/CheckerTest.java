package hewn.itests.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.chaos.history.Verdict.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckerTest {
    private static final Event.Sent SENT = new Event.Sent(7, 7, "a", 1000, 5000);

    @Test
    void oneRightAnswerInTimeIsGood() {
        Verdict verdict = check(List.of(SENT, answer(2000, 7_222_222)));
        assertThat(verdict.isKept()).isTrue();
        assertThat(verdict.of(Count.GOOD)).isEqualTo(1);
        assertThat(verdict.statuses()).containsEntry("200", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "7112233, MIXED",
        "7222223, MIXED",
        "8222222, WRONG",
        "7444444, WRONG",
        "7000000, WRONG",
    })
    void anAnswerOfOtherStagesOrToAnotherQuestionIsNoAnswer(double answer, Count count) {
        broken(check(List.of(SENT, answer(2000, answer))), count);
    }

    @Test
    void aRequestWithoutAnOutcomeIsLost() {
        broken(check(List.of(SENT)), Count.LOST);
    }

    @Test
    void twoOutcomesAreOneTooMany() {
        Verdict verdict = check(List.of(SENT, answer(2000, 7_222_222), answer(2001, 7_222_222)));
        broken(verdict, Count.DUPLICATED);
    }

    @Test
    void anOutcomeAfterDeadlineAndToleranceIsLateEvenIfItIsAnError() {
        broken(check(List.of(SENT, answer(7001, 7_222_222))), Count.LATE);
        broken(check(List.of(SENT, status(7001, 504, false))), Count.LATE);
        assertThat(check(List.of(SENT, answer(7000, 7_222_222))).isKept()).isTrue();
    }

    @Test
    void aLateAnswerIsStillHeldAgainstItsQuestion() {
        Verdict verdict = check(List.of(SENT, answer(7001, 7_112_222)));
        assertThat(verdict.of(Count.MIXED)).isEqualTo(1);
        assertThat(verdict.of(Count.LATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"NOT_CONNECTED", "BROKEN", "SILENT"})
    void aConnectionThatBreaksWhileTheGatewayIsThereLosesTheRequest(Ending ending) {
        List<Event> history = List.of(SENT, none(2000, ending));
        broken(check(history, fault(Allowance.REFUSALS, 0, 3000)), Count.LOST);
        Verdict down = check(history, fault(Allowance.SILENCE, 1500, 3000));
        assertThat(down.isKept()).isTrue();
        assertThat(down.of(Count.GATEWAY_DOWN)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"500, true", "404, false", "503, false", "429, false"})
    void otherStatusesAreNeverExpected(int status, boolean retryAfter) {
        List<Event> history = List.of(SENT, status(2000, status, retryAfter));
        broken(check(history, fault(Allowance.SILENCE, 0, 9000)), Count.UNEXPECTED);
    }

    @ParameterizedTest
    @CsvSource({"503, true", "429, true", "504, false"})
    void refusalsNeedAFaultThatExplainsThem(int status, boolean retryAfter) {
        List<Event> history = List.of(SENT, status(2000, status, retryAfter));
        assertThat(check(history, fault(Allowance.REFUSALS, 1999, 9000)).isKept())
                .isTrue();
        broken(check(history, fault(Allowance.REFUSALS, 2001, 9000)), Count.UNEXCUSED);
        broken(check(history, fault(Allowance.REFUSALS, 0, 999)), Count.UNEXCUSED);
        broken(check(history, fault(Allowance.NOTHING, 0, 9000)), Count.UNEXCUSED);
    }

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
        List<Event> history = List.of(SENT, answer(2000, 7_222_222), none(2000, Ending.SILENT));
        Path file = folder.resolve("history.jsonl");
        try (JsonLines<Event> lines = new JsonLines<>(file)) {
            history.forEach(lines::write);
        }
        assertThat(JsonLines.read(file, Event.class)).isEqualTo(history);
    }

    private static void broken(Verdict verdict, Count count) {
        assertThat(verdict.isKept()).isFalse();
        assertThat(verdict.of(count)).isEqualTo(1);
        assertThat(verdict.examples()).anyMatch(example -> example.startsWith(count.name()));
    }

    private static Verdict check(List<Event> history, FaultRecord... schedule) {
        return Checker.check(history, List.of(schedule), Set.of(1, 2, 3), 1000);
    }

    private static Event answer(long end, double answer) {
        return new Event.Outcome(
                7, end, Ending.ANSWERED, Optional.of(200), false, Optional.of(answer), Optional.empty());
    }

    private static Event status(long end, int status, boolean retryAfter) {
        return new Event.Outcome(
                7, end, Ending.ANSWERED, Optional.of(status), retryAfter, Optional.empty(), Optional.of("no"));
    }

    private static Event none(long end, Ending ending) {
        return new Event.Outcome(7, end, ending, Optional.empty(), false, Optional.empty(), Optional.of("no"));
    }

    private static FaultRecord fault(Allowance allowance, long from, long to) {
        return new FaultRecord(
                1, "test", "", false, allowance, from, to, Optional.of(to), Optional.of(to), 0, List.of());
    }
}
