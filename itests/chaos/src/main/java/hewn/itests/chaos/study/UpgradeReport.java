package hewn.itests.chaos.study;

import hewn.bench.report.MarkdownTable;
import hewn.itests.chaos.history.Verdict;
import hewn.itests.chaos.history.Verdict.Count;
import java.util.List;
import java.util.Locale;

/**
 * What came of some upgrades.
 *
 * @param rollouts one for each
 * @param samples of requests: while nothing was deployed, while something was, and others
 * @param verdict of the checker, to whom nothing explains an error
 */
record UpgradeReport(List<Rollout> rollouts, List<Sample> samples, Verdict verdict) {
    private static final List<String> STEPS = List.of("PLANNED", "SHIPPING", "LOADING", "WARMING", "VERIFYING");

    String text() {
        return rollouts.size() + " upgrades, " + verdict.of(Count.SENT) + " requests: "
                + verdict.of(Count.GOOD) + " good answers, " + verdict.of(Count.LOST) + " lost, "
                + verdict.of(Count.MIXED) + " mixed, " + verdict.of(Count.WRONG) + " wrong, "
                + verdict.of(Count.LATE) + " late, "
                + (verdict.of(Count.UNEXCUSED) + verdict.of(Count.UNEXPECTED)) + " refused.\n\n"
                + latencies() + "\n\n" + steps();
    }

    private MarkdownTable latencies() {
        MarkdownTable table =
                new MarkdownTable(1, "answers took, ms", "answers", "p50", "p95", "p99", "most", "cores busy");
        samples.forEach(sample -> sample.addTo(table));
        return table.row("during upgrades ÷ at rest", "", ratio(0.5), ratio(0.95), ratio(0.99), ratio(1), "");
    }

    private String ratio(double part) {
        return String.format(
                Locale.ROOT,
                "%.2f",
                (double) samples.get(1).latencies().quantile(part)
                        / Math.max(1, samples.get(0).latencies().quantile(part)));
    }

    private MarkdownTable steps() {
        MarkdownTable table = new MarkdownTable(1, "step", "median, ms", "most, ms");
        for (String step : STEPS) {
            row(
                    table,
                    step,
                    rollouts.stream()
                            .map(rollout -> rollout.stepMillis().getOrDefault(step, 0L))
                            .toList());
        }
        row(
                table,
                "order to serving",
                rollouts.stream().map(Rollout::totalMillis).toList());
        return table;
    }

    private static void row(MarkdownTable table, String step, List<Long> millis) {
        Latencies sorted = new Latencies(millis);
        table.row(step, sorted.quantile(0.5), sorted.quantile(1));
    }
}
