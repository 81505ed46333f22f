package hewn.cli.command;

import hewn.cli.local.ModelTools;
import hewn.inference.ModelReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs commands as a user types them. */
final class Terminal {
    private final ModelTools tools;

    Terminal(ModelTools tools) {
        this.tools = tools;
    }

    /** A terminal for commands that need no models. */
    static Terminal withoutTools() {
        return withReader((folder, limits) -> {
            throw new UnsupportedOperationException();
        });
    }

    /** A terminal for commands that read models and run none. */
    static Terminal withReader(ModelReader reader) {
        return new Terminal(new ModelTools(reader, () -> {
            throw new UnsupportedOperationException();
        }));
    }

    Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = HewnCommandLine.of(tools);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        int status = line.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    /** What came of it. */
    record Run(int status, String out, String err) {}
}
