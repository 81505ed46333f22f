package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.api.Deployment;
import hewn.cli.api.Deployment.Attempt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhyTextTest {
    private static final Attempt MINE = new Attempt("mine", "strategy 'mine' failed: it threw up");
    private static final Attempt GREEDY = new Attempt("greedy", "valid");

    @Test
    void tellsWhoPlacedItAndWhyItIsNotSplit() {
        Deployment.Placement placement = new Deployment.Placement(
                "one device is fast\nit is not split: it has one layer", 0.002, 490.4, true, true);
        assertThat(new WhyText(deployment(List.of(MINE, GREEDY), Optional.of(placement)))
                        .toString()
                        .lines())
                .containsExactly(
                        "placed by greedy; predicted: 2.00 ms for one answer, 490 answers/s; it is proven that no placement"
                                + " is better",
                        "mine has no placement: strategy 'mine' failed: it threw up",
                        "one device is fast",
                        "it is not split: it has one layer",
                        "planned again at 2026-01-01T00:00:00Z (device 'c' joined): stays");
    }

    @Test
    void tellsThatTimesAreNotPredictedWhereLayersWereNotMeasured() {
        Deployment.Placement placement = new Deployment.Placement("one is fast", 1e-8, 6e7, false, true);
        assertThat(new WhyText(deployment(List.of(GREEDY), Optional.of(placement)))
                        .toString()
                        .lines())
                .first()
                .asString()
                .startsWith(
                        "placed by greedy; by FLOPs alone, for its layers were not measured yet: no times are predicted")
                .endsWith("; it is proven that no placement is better")
                .doesNotContain("answers/s");
    }

    @Test
    void tellsOnceThatItIsProven() {
        Deployment.Placement placement =
                new Deployment.Placement("split; it is proven that none is better", 0.002, 490.4, true, true);
        assertThat(new WhyText(deployment(List.of(GREEDY), Optional.of(placement))).toString())
                .containsOnlyOnce("proven");
    }

    @Test
    void tellsWhyThereIsNoPlacement() {
        WhyText why = new WhyText(deployment(List.of(MINE), Optional.empty()));
        assertThat(why.isEmpty()).isFalse();
        assertThat(why).hasToString("mine has no placement: strategy 'mine' failed: it threw up");
    }

    @Test
    void tellsNothingOfWhatIsNotPlacedYet() {
        assertThat(new WhyText(deployment(List.of(), Optional.empty())).isEmpty())
                .isTrue();
    }

    @Test
    void tellsThatNoStrategyWasAskedWhereDevicesTookTheirPlacesAgain() {
        Deployment.Placement placement = new Deployment.Placement("", 0.002, 490.4, true, false);
        assertThat(new WhyText(deployment("unchanged", List.of(), Optional.of(placement))).toString())
                .startsWith("placed where it was before, no strategy was asked; predicted: 2.00 ms");
    }

    private static Deployment deployment(List<Attempt> attempts, Optional<Deployment.Placement> placement) {
        return deployment("greedy", attempts, placement);
    }

    private static Deployment deployment(
            String strategy, List<Attempt> attempts, Optional<Deployment.Placement> placement) {
        return new Deployment(
                1,
                "m",
                1,
                Optional.of("stable"),
                Optional.of(1.0),
                "SERVING",
                false,
                "",
                Optional.empty(),
                List.of(),
                placement.map(p -> strategy),
                Optional.of(attempts),
                placement,
                List.of(),
                Optional.empty(),
                placement.map(p -> new Deployment.Review("2026-01-01T00:00:00Z", "device 'c' joined", "stays")),
                Optional.empty());
    }
}
