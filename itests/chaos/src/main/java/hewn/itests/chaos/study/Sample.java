package hewn.itests.chaos.study;

import hewn.bench.report.MarkdownTable;
import hewn.itests.chaos.history.Event;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The requests of some phases.
 *
 * @param name what happened meanwhile
 * @param latencies of the good answers
 * @param cores how many were busy, on average
 */
record Sample(String name, Latencies latencies, double cores) {
    static Sample of(String name, List<Event> history, Phase... phases) {
        return new Sample(
                name,
                new Latencies(Arrays.stream(phases)
                        .flatMap(phase -> phase.latencies(history).millis().stream())
                        .toList()),
                Phase.cores(List.of(phases)));
    }

    void addTo(MarkdownTable table) {
        table.row(
                name,
                latencies.millis().size(),
                latencies.quantile(0.5),
                latencies.quantile(0.95),
                latencies.quantile(0.99),
                latencies.quantile(1),
                String.format(Locale.ROOT, "%.2f", cores));
    }
}
