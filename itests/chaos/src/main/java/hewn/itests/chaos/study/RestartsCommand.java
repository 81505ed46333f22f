package hewn.itests.chaos.study;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills the gateway at each step of a rollout. */
@Command(
        name = "restarts",
        mixinStandardHelpOptions = true,
        description = "Kills the gateway at each step of a rollout under load, and tells what serves afterwards.")
public final class RestartsCommand implements Callable<Integer> {
    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "24",
            description = "How many rollouts; each of six steps in turn (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private StudyOptions options;

    private RestartsCommand() {}

    @Override
    public Integer call() throws Exception {
        RestartReport report = new RestartStudy(count, options.folder(), System.out::println).run();
        options.tell("restarts", report.text());
        return report.isKept() ? 0 : 1;
    }
}
