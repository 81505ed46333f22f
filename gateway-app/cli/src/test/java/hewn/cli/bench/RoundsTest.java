package hewn.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hewn.cli.CliException;
import hewn.cli.api.Deployment.Percentiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> made = new ArrayList<>();

    @Test
    void callsEverySubjectAsOftenAsAskedForAndInTurns() throws Exception {
        Map<String, Percentiles> measured = new Rounds(50).measure(subjects("b", "a"));
        assertThat(measured).containsOnlyKeys("b", "a");
        assertThat(made).hasSize(100).filteredOn("a"::equals).hasSize(50);
        assertThat(made.subList(0, 40)).containsSubsequence("b", "a");
        assertThat(made.indexOf("a")).isLessThan(made.lastIndexOf("b"));
    }

    @Test
    void keepsTheOrderOfSubjects() throws Exception {
        assertThat(List.copyOf(new Rounds(1).measure(subjects("b", "a", "c")).keySet()))
                .containsExactly("b", "a", "c");
    }

    @Test
    void endsWithTheFirstCallThatFails() {
        Map<String, Call> subjects = subjects("a");
        subjects.put("b", () -> {
            throw CliException.failed("broken", "");
        });
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> new Rounds(100).measure(subjects))
                .withMessage("broken");
        assertThat(made).hasSizeLessThan(100);
    }

    @Test
    void takesPositiveNumbersOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rounds(0)).withMessageContaining("0");
    }

    @Test
    void takesPercentilesByNearestRank() {
        Timings timings = new Timings();
        assertThat(timings.percentiles()).isEqualTo(new Percentiles(0, 0, 0));
        for (long millis = 100; millis >= 1; millis--) {
            timings.add(millis * 1_000_000);
        }
        assertThat(timings.percentiles()).isEqualTo(new Percentiles(0.05, 0.095, 0.099));
    }

    private Map<String, Call> subjects(String... names) {
        Map<String, Call> subjects = new LinkedHashMap<>();
        for (String name : names) {
            subjects.put(name, () -> made.add(name));
        }
        return subjects;
    }
}
