package hewn.itests.chaos;

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
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

    private ChaosCommand() {}

    /**
     * The command's entry.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new ChaosCommand())
                .setExecutionExceptionHandler((failed, line, parsed) -> failure(failed))
                .execute(arguments));
    }

    /** What is known to happen is told without a stack trace. */
    private static int failure(Exception failed) throws Exception {
        if (failed instanceof StudyException) {
            System.err.println(failed.getMessage());
            return 1;
        }
        throw failed;
    }

    @Override
    public Integer call() throws Exception {
        ChaosOptions options = new ChaosOptions(
                seed.orElseGet(() -> (long) new Random().nextInt(1_000_000)),
                Duration.ofMillis((long) (minutes * 60_000)),
                devices,
                separateBroker,
                kind -> only.isEmpty() || only.stream().anyMatch(kind::startsWith),
                folder.isPresent() ? folder.get() : Files.createTempDirectory("hewn-chaos"));
        ChaosReport report = new ChaosRun(options, System.out::println).run();
        System.out.println(report.text());
        return report.isKept() ? 0 : 1;
    }
}
