package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.text.Progress;
import hewn.cli.text.ProgressLines;
import hewn.cli.text.ProgressOnTerminal;
import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static final String COLUMNS = "hewn.terminal.columns";

    private final PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    private final Output output = new Output(nowhere, nowhere);

    @BeforeEach
    @AfterEach
    void forgetTheTerminal() {
        System.clearProperty(COLUMNS);
    }

    @Test
    void showsBarsWhereTheLauncherTellsOfATerminal() {
        System.setProperty(COLUMNS, "120");
        assertThat(output.isWatched()).isTrue();
        try (Progress progress = output.progress("SENDING", Long::toString)) {
            assertThat(progress).isInstanceOf(ProgressOnTerminal.class);
        }
    }

    @Test
    void writesLinesElsewhere() {
        assertThat(output.isWatched()).isFalse();
        try (Progress progress = output.progress("SENDING", Long::toString)) {
            assertThat(progress).isInstanceOf(ProgressLines.class);
        }
    }
}
