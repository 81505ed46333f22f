package hewn.cli.command;

import hewn.cli.local.ModelTools;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hewn bench}: the figures in the documentation, measured again. */
@Command(name = "bench", description = "Measures what the documentation states.", synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with all that belong to it. */
    static CommandLine line(ModelTools tools) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new EqualityCommand(tools))
                .addSubcommand(new MemoryCommand(tools))
                .addSubcommand(new OverheadCommand())
                .addSubcommand(new PredictionsCommand(tools))
                .addSubcommand(new RecoveryCommand(tools))
                .addSubcommand(new PlacementBenchCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which of " + spec.subcommands().keySet() + "?");
    }
}
