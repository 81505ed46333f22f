package hewn.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final int COLUMNS = 80;

    @Test
    void tellsTheBeginAndTheEndWhereNothingCanBeWrittenOver() {
        assertThat(told(ProgressTest::lines, 0, 3_000_000, 10_000_000).lines())
                .containsExactly("SENDING 0 % of 10.0 MB", "SENDING 100 % of 10.0 MB");
    }

    @Test
    void tellsHowFarItCameWhereItWasGivenUp() {
        assertThat(told(ProgressTest::lines, 0, 3_000_000).lines()).endsWith("SENDING 30 % of 10.0 MB");
        assertThat(told(ProgressTest::bar, 0, 3_000_000))
                .contains("SENDING  30% [")
                .endsWith(System.lineSeparator());
    }

    @Test
    void writesOverOneLineOnATerminal() {
        String told = told(ProgressTest::bar, 0, 3_000_000, 10_000_000);
        assertThat(told).startsWith("\rSENDING ").endsWith(System.lineSeparator());
        assertThat(told).containsOnlyOnce(System.lineSeparator());
        assertThat(last(told)).contains("SENDING 100% [====", "] 10.0 MB of 10.0 MB (0:00:0");
    }

    @Test
    void keepsItsLineNarrowerThanTheTerminal() {
        String told = told(ProgressTest::bar, 0, 3_000_000, 10_000_000);
        assertThat(Arrays.stream(told.strip().split("\r"))).allMatch(line -> line.length() < COLUMNS);
    }

    @Test
    void saysNothingOfWhatNeverBegan() {
        assertThat(told(ProgressTest::lines)).isEmpty();
        assertThat(told(ProgressTest::bar)).isEmpty();
    }

    @Test
    void saysNothingOnceItIsClosed() {
        StringWriter out = new StringWriter();
        for (Progress progress : List.of(lines(new PrintWriter(out)), bar(new PrintWriter(out)))) {
            progress.close();
            progress.at(0, 10);
        }
        assertThat(out.toString()).isEmpty();
    }

    private static Progress lines(PrintWriter out) {
        return new ProgressLines(out, "SENDING", Quantity::bytes);
    }

    private static Progress bar(PrintWriter out) {
        return new ProgressOnTerminal(out, COLUMNS, "SENDING", Quantity::bytes);
    }

    private static String last(String told) {
        return told.substring(told.lastIndexOf('\r'));
    }

    private static String told(Function<PrintWriter, Progress> begin, long... parts) {
        StringWriter out = new StringWriter();
        try (Progress progress = begin.apply(new PrintWriter(out))) {
            for (long done : parts) {
                progress.at(done, 10_000_000);
            }
        }
        return out.toString();
    }
}
