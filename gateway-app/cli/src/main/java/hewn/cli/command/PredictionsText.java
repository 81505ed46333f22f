package hewn.cli.command;

import hewn.cli.api.Deployment;
import hewn.cli.bench.PredictedPlacement;
import hewn.cli.bench.PredictedPlacement.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Predicted figures beside measured ones, as a Markdown table, and the medians of the errors. */
record PredictionsText(List<PredictedPlacement> placements) {
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("| model | stages on | answers/s predicted | measured | error | latency predicted, ms | measured |"
                + " error | errors with probed links | given the stages' own times | too long |");
        lines.add("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        placements.forEach(placement -> lines.add(row(placement)));
        lines.add("");
        lines.add(medians("all " + placements.size() + " placements", placements));
        List<PredictedPlacement> sound = placements.stream()
                .filter(placement -> placement.meanwhile().isTrue())
                .toList();
        if (!sound.isEmpty() && sound.size() < placements.size()) {
            lines.add(medians("the " + sound.size() + " during which the host kept up", sound));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(PredictedPlacement placement) {
        Figures predicted = placement.asStated();
        Figures measured = placement.measured();
        Figures errors = predicted.errors(measured);
        Figures probed = placement.asProbed().errors(measured);
        Figures given = placement.givenComputing().errors(measured);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %.3f | %s | %.1f | %.1f | %s | %s, %s | %s, %s | %.1f %% |",
                placement.deployment().model(),
                devices(placement.deployment()),
                predicted.perSecond(),
                measured.perSecond(),
                percent(errors.perSecond()),
                1e3 * predicted.latencySeconds(),
                1e3 * measured.latencySeconds(),
                percent(errors.latencySeconds()),
                percent(probed.perSecond()),
                percent(probed.latencySeconds()),
                percent(given.perSecond()),
                percent(given.latencySeconds()),
                100 * placement.meanwhile().computing().excess());
    }

    private static String devices(Deployment deployment) {
        return deployment.stages().stream().map(Deployment.Stage::device).collect(Collectors.joining(" → "));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * part);
    }

    private static String medians(String which, List<PredictedPlacement> of) {
        return "Median error, " + which + ": " + medians(of, PredictedPlacement::asStated) + "; with probed links "
                + medians(of, PredictedPlacement::asProbed) + "; given the stages' own times "
                + medians(of, PredictedPlacement::givenComputing) + ".";
    }

    private static String medians(List<PredictedPlacement> of, Function<PredictedPlacement, Figures> predicted) {
        List<Figures> errors = of.stream()
                .map(placement -> predicted.apply(placement).errors(placement.measured()))
                .toList();
        return String.format(
                Locale.ROOT,
                "throughput %.1f %%, latency %.1f %%",
                100 * median(errors, Figures::perSecond),
                100 * median(errors, Figures::latencySeconds));
    }

    /** Of the sizes; the mean of the two in the middle where there are two. */
    private static double median(List<Figures> errors, Function<Figures, Double> error) {
        List<Double> sizes = errors.stream().map(error).map(Math::abs).sorted().toList();
        int half = sizes.size() / 2;
        return sizes.size() % 2 == 1 ? sizes.get(half) : (sizes.get(half - 1) + sizes.get(half)) / 2;
    }
}
