package hewn.bench.addnn;

import hewn.bench.report.Figure;
import hewn.bench.report.MarkdownTable;
import hewn.bench.run.Setting;
import hewn.graph.LayerGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The latency of GoogLeNet over device, edge and cloud, with and without early exits. */
public final class Addnn implements Setting {
    private static final List<Site> SITES = List.of(new Site(1, 1), new Site(4, 2), new Site(16, 4), new Site(64, 16));
    private static final List<Double> EXIT_PROBABILITIES = List.of(0.0, 0.2, 0.4);
    private static final int DRAWS = 50;
    private static final double MILLIS = 1000;

    private final List<Site> sites;
    private final int draws;

    /** The setting as a whole. */
    public Addnn() {
        this(SITES, DRAWS);
    }

    /**
     * A part of it.
     *
     * @param sites of how many nodes
     * @param draws for each
     */
    Addnn(List<Site> sites, int draws) {
        this.sites = sites;
        this.draws = draws;
    }

    @Override
    public String name() {
        return "addnn";
    }

    @Override
    public String description() {
        return "latency over device, edge and cloud, with early exits, as in AdDNN";
    }

    @Override
    public String run(Consumer<String> progress) {
        List<String> titles = new ArrayList<>(List.of("edges", "servers", "exits"));
        Comparison.NAMES.forEach(name -> titles.add(name + ", ms"));
        titles.addAll(
                List.of("proven", "stages", "genetic above the least", "at most", "gain over the best of one tier"));
        MarkdownTable table = new MarkdownTable(0, titles.toArray(String[]::new));
        for (Site site : sites) {
            for (double probability : EXIT_PROBABILITIES) {
                progress.accept(site + ", exits " + probability);
                LayerGraph graph = GoogLeNet.withExits(probability);
                row(table, site, probability, Comparison.of(site, graph, draws));
            }
        }
        return table.toString();
    }

    private void row(MarkdownTable table, Site site, double probability, Comparison comparison) {
        List<Object> cells =
                new ArrayList<>(List.of(site.edges(), site.clouds(), probability == 0 ? "none" : "2 × " + probability));
        Comparison.NAMES.forEach(name -> cells.add(Figure.of(MILLIS * comparison.meanSeconds(name), 0)));
        cells.add(comparison.proven() + " of " + draws);
        cells.add(Figure.of(comparison.meanStages(), 1));
        cells.add(Figure.percent(comparison.meanAboveOptimal("genetic"), 2));
        cells.add(Figure.percent(comparison.mostAboveOptimal("genetic"), 2));
        cells.add(Figure.percent(comparison.gain(), 0));
        table.row(cells.toArray());
    }
}
