package hewn.itests.chaos;

import hewn.itests.chaos.fault.FaultKind;
import hewn.itests.chaos.study.RestartsCommand;
import hewn.itests.chaos.study.StrategiesCommand;
import hewn.itests.chaos.study.StudyException;
import hewn.itests.chaos.study.UpgradesCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the chaos test for as long as one likes. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {UpgradesCommand.class, RestartsCommand.class, StrategiesCommand.class},
        description = "Strikes a site under load again and again, and tells whether its promises were kept.")
public final class ChaosCommand implements Callable<Integer> {
    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "For how long (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--seed", paramLabel = "N", description = "Decides on the faults (default: any).")
    private Optional<Long> seed;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many agents (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--separate-broker",
            description = "The broker is a process of its own: mosquitto if it is installed (or HEWN_MOSQUITTO names"
                    + " it), else the gateway's.")
    private boolean separateBroker;

    @Option(
            names = "--only",
            paramLabel = "WORDS",
            split = ",",
            description = "Only the kinds of faults whose names begin so, such as 'agent,link cut'.")
    private List<String> only = List.of();

    @Option(names = "--folder", paramLabel = "DIR", description = "For histories and logs (default: a new one).")
    private Optional<Path> folder;

    @Spec
    private CommandSpec command;

    private ChaosCommand() {}

    /**
     * The command's entry.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ChaosCommand())
                .setParameterExceptionHandler((wrong, given) -> misuse(wrong))
                .setExecutionExceptionHandler((failed, line, parsed) -> failure(failed, line));
    }

    /** One line says what is wrong; {@code --help} would say all else. */
    private static int misuse(ParameterException wrong) {
        wrong.getCommandLine().getErr().println(wrong.getMessage());
        return ExitCode.USAGE;
    }

    /** What is known to happen is told without a stack trace. */
    private static int failure(Exception failed, CommandLine line) throws Exception {
        if (failed instanceof StudyException) {
            line.getErr().println(failed.getMessage());
            return ExitCode.SOFTWARE;
        }
        throw failed;
    }

    private Set<FaultKind> kinds() {
        try {
            return FaultKind.named(only);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(command.commandLine(), "--only: " + unknown.getMessage(), unknown);
        }
    }

    @Override
    public Integer call() throws Exception {
        ChaosOptions options = new ChaosOptions(
                seed.orElseGet(() -> (long) new Random().nextInt(1_000_000)),
                Duration.ofMillis((long) (minutes * 60_000)),
                devices,
                separateBroker,
                kinds(),
                folder.isPresent() ? folder.get() : Files.createTempDirectory("hewn-chaos"));
        ChaosReport report = new ChaosRun(options, System.out::println).run();
        System.out.println(report.text());
        return report.isKept() ? 0 : 1;
    }
}
