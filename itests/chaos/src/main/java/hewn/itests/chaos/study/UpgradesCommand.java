package hewn.itests.chaos.study;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Upgrades a model again and again under load. */
@Command(
        name = "upgrades",
        mixinStandardHelpOptions = true,
        description = "Upgrades a model on three devices again and again under load, and tells what clients noticed.")
public final class UpgradesCommand implements Callable<Integer> {
    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many upgrades (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many upgrades come first, while the programs' code is compiled (default:"
                    + " ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long from the order of one upgrade to that of the next, at least (default:"
                    + " ${DEFAULT-VALUE}, each as soon as the one before it serves).")
    private double every;

    @Mixin
    private StudyOptions options;

    private UpgradesCommand() {}

    @Override
    public Integer call() throws Exception {
        UpgradeReport report = new UpgradeStudy(
                        warmUp,
                        count,
                        Duration.ofMillis(Math.round(every * 1000)),
                        options.folder(),
                        System.out::println)
                .run();
        options.tell(every > 0 ? "spaced-upgrades" : "upgrades", report.text());
        return report.verdict().isKept() ? 0 : 1;
    }
}
