package hewn.cli.command;

import hewn.cli.ExitStatus;
import hewn.cli.local.ModelTools;

/**
 * The program {@code hewn}.
 */
public final class Main {
    private Main() {}

    /**
     * Executes a command and ends the process with one of {@link ExitStatus}.
     *
     * @param arguments of the command line
     */
    public static void main(String[] arguments) {
        System.exit(HewnCommandLine.of(ModelTools.ofDistribution()).execute(arguments));
    }
}
