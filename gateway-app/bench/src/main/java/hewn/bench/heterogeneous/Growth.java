package hewn.bench.heterogeneous;

import hewn.bench.report.Figure;
import hewn.bench.report.LogPlot;
import hewn.bench.report.MarkdownTable;
import hewn.bench.report.Report;
import hewn.bench.run.Contender;
import hewn.bench.run.Setting;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import hewn.strategies.optimal.throughput.OptimalThroughput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How the time of a strategy grows with the devices of a site and with the layers of a model. */
public final class Growth implements Setting {
    private static final List<Integer> DEVICES = List.of(10, 20, 50, 100, 200, 500, 1000);
    private static final List<Integer> LAYERS = List.of(25, 50, 100, 200, 400, 800);
    private static final int FEW_DEVICES = 20;
    private static final int SOME_DEVICES = 50;
    private static final int SOME_LAYERS = 100;
    private static final int DRAWS = 3;
    private static final double FLOPS = 26.4e9;
    private static final long WEIGHT_BYTES = 213L << 20;
    private static final long LEAST_MEMORY_BYTES = 32L << 20;
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final double GAP = 0.01;
    private static final int WIDTH = 4096;
    private static final String PICTURE = "placement-growth-%s.svg";
    private static final LogPlot.Axis SECONDS = new LogPlot.Axis("seconds", -3, 2);

    private final List<Integer> devices;
    private final List<Integer> layers;
    private final int draws;
    private final List<Contender> contenders;

    /** The setting as a whole. */
    public Growth() {
        this(DEVICES, LAYERS, DRAWS);
    }

    /**
     * A part of it.
     *
     * @param devices sizes of sites
     * @param layers sizes of models
     * @param draws how many problems of each size
     */
    Growth(List<Integer> devices, List<Integer> layers, int draws) {
        this.devices = devices;
        this.layers = layers;
        this.draws = draws;
        this.contenders = List.of(
                BriefGreedy.contender(), new Contender("optimal-throughput", new OptimalThroughput(GAP, WIDTH)));
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String description() {
        return "the time that strategies take, against devices and layers";
    }

    @Override
    public String effort() {
        return "many minutes";
    }

    @Override
    public String run(Consumer<String> progress) {
        return report(progress).text();
    }

    @Override
    public Report report(Consumer<String> progress) {
        progress.accept("warming up");
        Sample.of(contenders, draw -> problem(SOME_LAYERS, FEW_DEVICES, draw), draws);
        Curve byDevices = Curve.of("devices", devices, size -> samples(SOME_LAYERS, size, progress));
        Curve byLayers = Curve.of("layers", layers, size -> samples(size, SOME_DEVICES, progress));
        String text =
                "`optimal-throughput` ends here as soon as it proves that its answer is within 1 % of the optimum, or"
                        + " after " + BUDGET.toSeconds() + " s; `greedy` ends after " + BriefGreedy.BUDGET.toSeconds()
                        + " s. Times are medians of " + draws + " draws.\n\nA model of " + SOME_LAYERS + " layers:\n\n"
                        + byDevices.table(contenders)
                        + "\n\n![Time against devices](" + String.format(PICTURE, "devices") + ")\n\nA site of "
                        + SOME_DEVICES
                        + " devices:\n\n" + byLayers.table(contenders) + "\n\n![Time against layers]("
                        + String.format(PICTURE, "layers") + ")";
        return new Report(
                text,
                Map.of(
                        String.format(PICTURE, "devices"), byDevices.plot(contenders),
                        String.format(PICTURE, "layers"), byLayers.plot(contenders)));
    }

    private List<Sample> samples(int layerCount, int deviceCount, Consumer<String> progress) {
        progress.accept(layerCount + " layers, " + deviceCount + " devices");
        return Sample.of(contenders, draw -> problem(layerCount, deviceCount, draw), draws);
    }

    private static PlacementProblem problem(int layerCount, int deviceCount, int draw) {
        return new PlacementProblem(
                DrawnWork.of(DrawnGraph.of(layerCount, WEIGHT_BYTES, draw), FLOPS, draw),
                UnlikeDevices.of(deviceCount, LEAST_MEMORY_BYTES, draw),
                new Objective.Throughput(),
                Constraints.NONE,
                Optional.empty(),
                BUDGET,
                draw,
                List.of(),
                UnlikeDevices.OVERHEADS);
    }

    /** Samples of all contenders at growing sizes. */
    private record Curve(String what, List<Integer> sizes, List<List<Sample>> samples) {
        /** Takes the samples of a size. */
        private interface Sampling {
            List<Sample> at(int size);
        }

        static Curve of(String what, List<Integer> sizes, Sampling sampling) {
            return new Curve(what, sizes, sizes.stream().map(sampling::at).toList());
        }

        String table(List<Contender> contenders) {
            List<String> titles = new ArrayList<>(List.of(what, "placed", "within 1 %"));
            contenders.forEach(contender -> titles.add(contender.name() + ", s"));
            titles.add("at most, s");
            MarkdownTable table = new MarkdownTable(0, titles.toArray(String[]::new));
            for (int i = 0; i < sizes.size(); i++) {
                Sample last = samples.get(i).get(contenders.size() - 1);
                List<Object> cells = new ArrayList<>(List.of(sizes.get(i), last.found(), last.within(GAP)));
                samples.get(i).forEach(sample -> cells.add(Figure.of(sample.medianTookSeconds(), 3)));
                cells.add(Figure.of(last.mostTookSeconds(), 3));
                table.row(cells.toArray());
            }
            return table.toString();
        }

        String plot(List<Contender> contenders) {
            LogPlot plot = new LogPlot("Time to place against " + what, new LogPlot.Axis(what, 1, 3), SECONDS);
            for (int c = 0; c < contenders.size(); c++) {
                List<LogPlot.Point> points = new ArrayList<>();
                for (int i = 0; i < sizes.size(); i++) {
                    points.add(new LogPlot.Point(
                            sizes.get(i), samples.get(i).get(c).medianTookSeconds()));
                }
                plot.line(contenders.get(c).name(), points);
            }
            return plot.svg();
        }
    }
}
