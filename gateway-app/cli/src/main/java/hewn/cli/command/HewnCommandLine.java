package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.local.ModelTools;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * All commands, and what becomes of their errors: one line that tells what is wrong, one that tells what to do.
 */
public final class HewnCommandLine {
    private HewnCommandLine() {}

    /**
     * The command line of this program.
     *
     * @param tools for the commands that need no gateway
     * @return to be executed
     */
    public static CommandLine of(ModelTools tools) {
        RootCommand root = new RootCommand();
        CommandLine line = new CommandLine(root);
        List<Object> commands = List.of(
                new DemoCommand(tools),
                new EmulateCommand(),
                new CheckCommand(tools),
                new SliceCommand(tools),
                new StartCommand(),
                new PlanCommand(tools),
                new DeployCommand(tools),
                new StatusCommand(),
                new ModelsCommand(),
                new DevicesCommand(),
                new StrategiesCommand(),
                new PromoteCommand(),
                new RollbackCommand(),
                new UndeployCommand(),
                new RemoveCommand());
        commands.forEach(line::addSubcommand);
        line.addSubcommand(BenchCommand.line(tools));
        line.addSubcommand(new GenerateCompletion());
        line.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((wrong, arguments) -> usage(wrong));
        line.setExecutionExceptionHandler((failed, where, parsed) -> failure(failed, where, root.isStacktrace()));
        return line;
    }

    private static int usage(ParameterException wrong) {
        CommandLine where = wrong.getCommandLine();
        PrintWriter err = where.getErr();
        err.println(where.getColorScheme().errorText("hewn: " + message(wrong)));
        err.println(
                suggestion(wrong) + "'" + where.getCommandSpec().qualifiedName() + " --help' tells how it is used.");
        err.flush();
        return ExitStatus.UNUSABLE;
    }

    private static String message(ParameterException wrong) {
        return unmatched(wrong).map(HewnCommandLine::unknown).orElseGet(wrong::getMessage);
    }

    /** Names what looks like an option, and not what was to be its value. */
    private static String unknown(UnmatchedArgumentException unmatched) {
        List<String> options = unmatched.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> "'" + argument.split("=", 2)[0] + "'")
                .toList();
        return options.isEmpty()
                ? unmatched.getMessage()
                : "Unknown option" + (options.size() == 1 ? ": " : "s: ") + String.join(", ", options);
    }

    private static String suggestion(ParameterException wrong) {
        return unmatched(wrong)
                .map(UnmatchedArgumentException::getSuggestions)
                .filter(similar -> !similar.isEmpty())
                .map(similar -> "Did you mean " + String.join(" or ", similar) + "? ")
                .orElse("");
    }

    /** A misspelt option that is required is missing, too. */
    private static Optional<UnmatchedArgumentException> unmatched(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return Optional.of(unmatched);
        }
        CommandLine where = wrong.getCommandLine();
        return Optional.of(where.getUnmatchedArguments())
                .filter(arguments -> wrong instanceof MissingParameterException && !arguments.isEmpty())
                .map(arguments -> new UnmatchedArgumentException(where, arguments));
    }

    private static int failure(Exception failed, CommandLine where, boolean stacktrace) {
        PrintWriter err = where.getErr();
        err.println(where.getColorScheme().errorText("hewn: " + message(failed)));
        if (failed instanceof CliException known && !known.remedy().isEmpty()) {
            err.println(known.remedy());
        }
        if (stacktrace) {
            failed.printStackTrace(err);
        } else if (!(failed instanceof CliException)) {
            err.println("Run it again with --stacktrace to see where this comes from.");
        }
        err.flush();
        return failed instanceof CliException known ? known.exitStatus() : ExitStatus.FAILED;
    }

    private static String message(Exception failed) {
        return failed instanceof CliException ? failed.getMessage() : failed.toString();
    }
}
