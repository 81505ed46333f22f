package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.CanaryOrder;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of what is only tried. */
final class CanaryOptions {
    @Option(
            names = "--canary",
            paramLabel = "SHARE",
            converter = ShareOption.class,
            description = "Try it beside what serves with this share of the requests, such as 10%%; again, with another"
                    + " share, changes it. 'hewn promote' makes it serve, 'hewn rollback MODEL --canary' ends it.")
    private Optional<Double> share;

    @Option(
            names = "--canary-answers",
            paramLabel = "N",
            description = "How many answers of the canary are awaited before it is judged (default: 50).")
    private Optional<Integer> minAnswers;

    @Option(
            names = "--canary-errors",
            paramLabel = "SHARE",
            converter = ShareOption.class,
            description =
                    "How much more of them than of those of what serves may fail before it is rolled back (default:"
                            + " 1%%).")
    private Optional<Double> moreErrors;

    @Option(
            names = "--canary-slowdown",
            paramLabel = "FACTOR",
            description =
                    "How many times as long they may take (95th percentile) before it is rolled back (default: 2).")
    private Optional<Double> slowdown;

    boolean isAsked() {
        return share.isPresent();
    }

    Optional<CanaryOrder> order() throws CliException {
        if (share.isEmpty() && Stream.of(minAnswers, moreErrors, slowdown).anyMatch(Optional::isPresent)) {
            throw CliException.unusable("limits for a canary, but no canary", "Give its share, too: --canary 10%.");
        }
        return share.map(part -> new CanaryOrder(part, minAnswers, moreErrors, slowdown));
    }
}
