package hewn.itests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ExitCode;

class ChaosCommandTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void refusesAFaultThatThereIsNotInOneLineBeforeAnythingStarts() {
        assertThat(execute("--only", "agent,lnik cut")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .startsWith("--only: no kind of fault has a name that begins with 'lnik cut'; there are [")
                .contains("link cut");
    }

    @Test
    void refusesAnOptionThatThereIsNotInOneLine() {
        assertThat(execute("strategies", "--cuont", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines()).singleElement().asString().contains("'--cuont'");
    }

    private int execute(String... arguments) {
        return ChaosCommand.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    }
}
