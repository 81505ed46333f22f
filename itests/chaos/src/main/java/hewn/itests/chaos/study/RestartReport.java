package hewn.itests.chaos.study;

import hewn.bench.report.MarkdownTable;
import hewn.itests.chaos.history.Verdict;
import hewn.itests.chaos.history.Verdict.Count;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of some restarts.
 *
 * @param restarts in order
 * @param verdict of the checker, to whom each explains silence until the site is as it was
 */
record RestartReport(List<Restart> restarts, Verdict verdict) {
    boolean isKept() {
        return verdict.isKept() && restarts.stream().allMatch(Restart::isClean);
    }

    String text() {
        long clean = restarts.stream().filter(Restart::isClean).count();
        return clean + " of " + restarts.size() + " runs clean; " + verdict.of(Count.SENT) + " requests: "
                + verdict.of(Count.LOST) + " lost, " + verdict.of(Count.DUPLICATED) + " duplicated, "
                + verdict.of(Count.MIXED) + " mixed, " + verdict.of(Count.WRONG) + " wrong, "
                + verdict.of(Count.LATE) + " late, " + verdict.of(Count.UNEXPECTED) + " unexpected; "
                + verdict.of(Count.GATEWAY_DOWN) + " found no gateway.\n\n" + table();
    }

    private MarkdownTable table() {
        MarkdownTable table = new MarkdownTable(
                2,
                "killed at",
                "what serves afterwards",
                "runs",
                "kill to answers, s: median",
                "most",
                "bytes shipped again");
        Map<String, List<Restart>> byStep = restarts.stream()
                .collect(Collectors.groupingBy(Restart::step, LinkedHashMap::new, Collectors.toList()));
        byStep.forEach((step, all) -> row(table, step, all));
        return table;
    }

    private static void row(MarkdownTable table, String step, List<Restart> all) {
        Latencies times =
                new Latencies(all.stream().map(Restart::answeredMillis).toList());
        table.row(
                step,
                all.stream().map(Restart::outcome).distinct().sorted().collect(Collectors.joining(", ")),
                all.size(),
                seconds(times.quantile(0.5)),
                seconds(times.quantile(1)),
                all.stream().mapToLong(Restart::shippedBytes).sum());
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1e3);
    }
}
