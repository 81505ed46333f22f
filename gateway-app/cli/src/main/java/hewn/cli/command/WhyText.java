package hewn.cli.command;

import hewn.cli.api.Deployment;
import hewn.cli.text.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a generation does not serve and what to do, or why it runs where it runs, and whom else was asked: the answer to
 * "why is it not split?".
 */
record WhyText(Deployment deployment) {
    /** What a gateway names instead of a strategy where none placed it anew. */
    private static final String FORMER_PLACES = "unchanged";

    @Override
    public String toString() {
        return Stream.of(failure(), title(), refusals(), explanation(), review())
                .flatMap(List::stream)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Whether there is anything to tell. */
    boolean isEmpty() {
        return failure().isEmpty() && title().isEmpty() && refusals().isEmpty();
    }

    private List<String> failure() {
        return deployment
                .failure()
                .map(f -> List.of(f.code() + ": " + f.remedy()))
                .orElse(List.of());
    }

    private List<String> title() {
        return deployment
                .placement()
                .map(p -> List.of(String.format(
                        Locale.ROOT,
                        "%s; %s%s",
                        deployment.strategy().map(WhyText::placedBy).orElse("placed"),
                        predicted(p),
                        isProofToTell(p) ? "; it is proven that no placement is better" : "")))
                .orElse(List.of());
    }

    private static String placedBy(String strategy) {
        return strategy.equals(FORMER_PLACES)
                ? "placed where it was before, no strategy was asked"
                : "placed by " + strategy;
    }

    /** Strategies that prove something mostly say so themselves. */
    private static boolean isProofToTell(Deployment.Placement placement) {
        return placement.provenOptimal() && !placement.explanation().contains("proven");
    }

    private static String predicted(Deployment.Placement placement) {
        return placement.layersMeasured()
                ? String.format(
                        Locale.ROOT,
                        "predicted: %s for one answer, %.0f answers/s",
                        Quantity.seconds(placement.latencySeconds()),
                        placement.throughputPerSecond())
                : "by FLOPs alone, for its layers were not measured yet: no times are predicted";
    }

    private List<String> refusals() {
        return deployment.attempts().orElse(List.of()).stream()
                .filter(attempt -> !attempt.isValid())
                .map(attempt -> attempt.strategy() + " has no placement: " + attempt.result())
                .toList();
    }

    private List<String> review() {
        return deployment
                .review()
                .map(r -> List.of("planned again at " + Instant.parse(r.at()).truncatedTo(ChronoUnit.SECONDS) + " ("
                        + r.cause() + "): " + r.verdict()))
                .orElse(List.of());
    }

    private List<String> explanation() {
        return deployment.placement().map(p -> p.explanation().lines().toList()).orElse(List.of());
    }
}
