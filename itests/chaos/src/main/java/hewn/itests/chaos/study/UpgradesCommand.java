package hewn.itests.chaos.study;

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

    @Mixin
    private StudyOptions options;

    private UpgradesCommand() {}

    @Override
    public Integer call() throws Exception {
        UpgradeReport report = new UpgradeStudy(warmUp, count, options.folder(), System.out::println).run();
        options.tell("upgrades", report.text());
        return report.verdict().isKept() ? 0 : 1;
    }
}
