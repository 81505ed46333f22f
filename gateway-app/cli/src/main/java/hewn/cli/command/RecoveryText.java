package hewn.cli.command;

import hewn.cli.bench.RecoveryReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as Markdown tables. */
record RecoveryText(List<RecoveryReport> reports) {
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| model | slices | devices lost | calls answered | calls lost | answers flow again after, median | at"
                        + " most |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|");
        reports.forEach(report -> lines.add("| " + report.model() + " | " + report.slices() + " | "
                + report.recoveries().size() + " | " + report.answers() + " | "
                + report.failures().size() + " | " + times(report.totals()) + " |"));
        reports.forEach(report -> lines.addAll(parts(report)));
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> parts(RecoveryReport report) {
        List<String> lines =
                new ArrayList<>(List.of("", "| " + report.model() + " | median | at most |", "|---|---:|---:|"));
        report.parts().forEach(part -> lines.add("| " + part + " | " + times(report.took(part)) + " |"));
        return lines;
    }

    private static String times(List<Duration> sorted) {
        return seconds(sorted.get((sorted.size() - 1) / 2)) + " | " + seconds(sorted.get(sorted.size() - 1));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toNanos() / 1e9);
    }
}
