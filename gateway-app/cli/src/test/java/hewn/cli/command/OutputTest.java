package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.text.Progress;
import hewn.cli.text.ProgressLines;
import hewn.cli.text.ProgressOnTerminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void showsBarsOnATerminal() {
        Output output = output(OptionalInt.of(120));
        assertThat(output.isWatched()).isTrue();
        try (Progress progress = output.progress("SENDING", Long::toString)) {
            assertThat(progress).isInstanceOf(ProgressOnTerminal.class);
        }
    }

    @Test
    void writesLinesElsewhere() {
        Output output = output(OptionalInt.empty());
        assertThat(output.isWatched()).isFalse();
        try (Progress progress = output.progress("SENDING", Long::toString)) {
            assertThat(progress).isInstanceOf(ProgressLines.class);
        }
    }

    private static Output output(OptionalInt columns) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Output(nowhere, nowhere, columns);
    }
}
