package hewn.cli.command;

import hewn.cli.text.Progress;
import hewn.cli.text.ProgressLines;
import hewn.cli.text.ProgressOnTerminal;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command writes.
 *
 * @param out takes results
 * @param err takes what is for people that watch
 * @param columns of the terminal that shows the latter; empty if none does
 */
record Output(PrintWriter out, PrintWriter err, OptionalInt columns) {
    /** Java knows of standard input and output whether they are a terminal, but not of standard error: bin/hewn tells. */
    private static final String COLUMNS = "hewn.terminal.columns";

    static Output of(CommandSpec spec) {
        OptionalInt columns = Stream.ofNullable(Integer.getInteger(COLUMNS))
                .mapToInt(Integer::intValue)
                .findFirst();
        return new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), columns);
    }

    void line(Object line) {
        out.println(line);
        out.flush();
    }

    /** What is only for people that watch goes to the other stream, so that results can be piped. */
    void note(Object line) {
        err.println(line);
        err.flush();
    }

    /** Whether people watch what is noted while it is written. */
    boolean isWatched() {
        return columns.isPresent();
    }

    /**
     * Tells how far something is: by a bar where people watch, else by lines.
     *
     * @param title what is done
     * @param amount how a part of it is written
     */
    Progress progress(String title, LongFunction<String> amount) {
        return columns.isPresent()
                ? new ProgressOnTerminal(err, columns.getAsInt(), title, amount)
                : new ProgressLines(err, title, amount);
    }
}
