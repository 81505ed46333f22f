package hewn.itests.chaos.study;

import hewn.bench.report.MarkdownTable;
import hewn.itests.chaos.history.Verdict;
import hewn.itests.chaos.history.Verdict.Count;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What came of replaced strategies and of bad ones.
 *
 * @param replaced in order
 * @param misbehaved in order
 * @param verdict of the checker, to whom nothing explains an error
 */
record StrategyReport(List<Replacement> replaced, List<Misbehaviour> misbehaved, Verdict verdict) {
    boolean isKept() {
        return problems().isEmpty() && verdict.isKept();
    }

    /** What was not as promised, besides what the checker counted. */
    private List<String> problems() {
        return Stream.concat(
                        replaced.stream()
                                .filter(one -> !one.placedBy().equals(StrategyStudy.SERVING))
                                .map(one -> "`" + one.version() + "`: the model was placed by " + one.placedBy()),
                        misbehaved.stream()
                                .flatMap(one ->
                                        one.problems().stream().map(problem -> "`" + one.strategy() + "`: " + problem)))
                .toList();
    }

    String text() {
        long contained = misbehaved.stream().filter(Misbehaviour::isContained).count();
        return replaced.size() + " replacements, " + contained + " of " + misbehaved.size()
                + " bad jars contained; " + verdict.of(Count.SENT) + " requests: "
                + verdict.of(Count.GOOD) + " good answers, " + verdict.of(Count.LOST) + " lost, "
                + verdict.of(Count.DUPLICATED) + " duplicated, " + verdict.of(Count.MIXED) + " mixed, "
                + verdict.of(Count.WRONG) + " wrong, " + verdict.of(Count.LATE) + " late, "
                + (verdict.of(Count.UNEXCUSED) + verdict.of(Count.UNEXPECTED)) + " refused.\n"
                + (isKept() ? "All promises were kept." : "PROMISES WERE BROKEN:\n\n" + broken())
                + "\n\n" + replacements() + "\n\n" + misbehaviours();
    }

    private String broken() {
        return String.join(
                "\n",
                Stream.concat(problems().stream(), verdict.examples().stream())
                        .map(line -> "- " + line)
                        .toList());
    }

    private MarkdownTable replacements() {
        MarkdownTable table = new MarkdownTable(1, "a newer bundle of the serving strategy", "median, ms", "most, ms");
        row(table, "jar copied to on offer", Replacement::startMillis);
        row(table, "order to serving", Replacement::rolloutMillis);
        return table;
    }

    private void row(MarkdownTable table, String step, ToLongFunction<Replacement> millis) {
        Latencies all = new Latencies(replaced.stream().map(millis::applyAsLong).toList());
        table.row(step, all.quantile(0.5), all.quantile(1));
    }

    private MarkdownTable misbehaviours() {
        MarkdownTable table = new MarkdownTable(
                3,
                "bad jar",
                "an order of it",
                "contained",
                "asked for, s",
                "order to serving, s",
                "longest without an answer, ms");
        for (Misbehaviour one : misbehaved) {
            boolean served = one.rolloutMillis() > 0;
            table.row(
                    "`" + one.strategy() + "`",
                    one.order(),
                    one.isContained() ? "yes" : "NO",
                    served ? seconds(one.askedSeconds()) : "",
                    served ? seconds(one.rolloutMillis() / 1e3) : "",
                    one.longestGapMillis());
        }
        return table;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
