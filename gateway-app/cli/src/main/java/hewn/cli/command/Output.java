package hewn.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes. */
record Output(PrintWriter out, PrintWriter err) {
    static Output of(CommandSpec spec) {
        return new Output(spec.commandLine().getOut(), spec.commandLine().getErr());
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

    boolean isTerminal() {
        return System.console() != null && Ansi.AUTO.enabled();
    }
}
