package hewn.cli.command;

import hewn.cli.api.Deployment.Percentiles;
import hewn.cli.bench.OverheadReport;
import hewn.cli.bench.OverheadReport.Sliced;
import hewn.cli.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as two Markdown tables. */
record OverheadText(OverheadReport report) {
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("| one request, ms | p50 | p95 | p99 | p50 beside in process |");
        lines.add("|---|---:|---:|---:|---:|");
        lines.add(row("in process", report.inProcess()));
        for (Sliced sliced : report.pipelines()) {
            String slices = OverheadText.slices(sliced);
            lines.add(row(slices + ", in the gateway", sliced.gateway()));
            lines.add(row(slices + ", over HTTP", sliced.http()));
        }
        lines.add("");
        lines.add("| computing, ms | sum of the stages' p50 | ratio |");
        lines.add("|---|---:|---:|");
        report.pipelines().forEach(sliced -> lines.add(computing(sliced)));
        return String.join(System.lineSeparator(), lines);
    }

    private String row(String name, Percentiles times) {
        return "| " + name + " | " + millis(times.p50Seconds()) + " | " + millis(times.p95Seconds()) + " | "
                + millis(times.p99Seconds()) + " | "
                + String.format(
                        Locale.ROOT,
                        "%+.3f",
                        1e3 * (times.p50Seconds() - report.inProcess().p50Seconds()))
                + " |";
    }

    private String computing(Sliced sliced) {
        double total = sliced.totalComputeSeconds();
        return "| " + slices(sliced) + " | " + millis(total) + " | "
                + String.format(
                        Locale.ROOT, "%.2f", total / report.pipelines().get(0).totalComputeSeconds())
                + " |";
    }

    private static String slices(Sliced sliced) {
        return Quantity.of(sliced.slices(), "slice");
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.3f", 1e3 * seconds);
    }
}
