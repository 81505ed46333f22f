package hewn.bench.seifer;

import hewn.bench.model.NetworkFigures;
import hewn.bench.model.PublishedGraph;
import hewn.bench.model.TrueGraph;
import hewn.bench.report.MarkdownTable;
import hewn.bench.run.Setting;
import hewn.graph.LayerGraph;
import java.util.Locale;
import java.util.function.Consumer;

/** What the networks take, as SEIFER counts it and in truth. */
public final class Models implements Setting {
    private static final double MEBIBYTE = 1 << 20;

    /** Needs nothing. */
    public Models() {}

    @Override
    public String name() {
        return "models";
    }

    @Override
    public String description() {
        return "the networks of the other settings: their candidate cuts and memory";
    }

    @Override
    public String effort() {
        return "a second";
    }

    @Override
    public String run(Consumer<String> progress) {
        MarkdownTable table =
                new MarkdownTable(1, "network", "candidate cuts", "MiB as SEIFER counts", "MiB of weights in truth");
        for (String name : NetworkFigures.NAMES) {
            progress.accept(name);
            NetworkFigures figures = NetworkFigures.of(name);
            table.row(
                    name,
                    figures.candidates().size() - 2,
                    weights(PublishedGraph.of(figures)),
                    weights(TrueGraph.of(figures)));
        }
        return table.toString();
    }

    private static String weights(LayerGraph graph) {
        return String.format(Locale.ROOT, "%.1f", graph.weightBytes(graph.whole()) / MEBIBYTE);
    }
}
