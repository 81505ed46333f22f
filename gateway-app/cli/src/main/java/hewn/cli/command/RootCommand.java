package hewn.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code hewn} itself, which does nothing without a command. */
@Command(
        name = "hewn",
        description = "Cuts trained models into slices and runs them on the devices of a site.",
        versionProvider = BuildVersion.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all was done",
            "1:it was tried and failed; also if no gateway answers, or it refuses",
            "2:wrong usage, or what it needs on this machine is not there: a file, a port, the gateway's token"
        })
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "With an error, show where in the program it comes from.")
    private boolean stacktrace;

    /** Whether errors are to show where they come from. */
    boolean isStacktrace() {
        return stacktrace;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
