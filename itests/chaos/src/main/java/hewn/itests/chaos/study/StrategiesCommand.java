package hewn.itests.chaos.study;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces the serving strategy again and again, and drops strategies that misbehave. */
@Command(
        name = "strategies",
        mixinStandardHelpOptions = true,
        description = "Replaces the serving strategy again and again under load, drops strategies that misbehave, and"
                + " tells what became of each and what clients noticed.")
public final class StrategiesCommand implements Callable<Integer> {
    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "How many replacements, the last one after every bad jar was dropped (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private StudyOptions options;

    private StrategiesCommand() {}

    @Override
    public Integer call() throws Exception {
        StrategyReport report = new StrategyStudy(count, options.folder(), System.out::println).run();
        options.tell("strategies", report.text());
        return report.isKept() ? 0 : 1;
    }
}
