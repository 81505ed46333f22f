package hewn.bench.heterogeneous;

import hewn.bench.model.NetworkFigures;
import hewn.bench.model.TrueGraph;
import hewn.bench.report.Figure;
import hewn.bench.report.MarkdownTable;
import hewn.bench.run.Contender;
import hewn.bench.run.Outcome;
import hewn.bench.run.Setting;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import hewn.strategies.optimal.throughput.OptimalThroughput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Unlike devices on unlike links, from a small site to a thousand devices, throughput being what counts. */
public final class Heterogeneous implements Setting {
    private static final List<Model> MODELS = List.of(
            new Model("InceptionResNetV2", 26.4e9, 24L << 20),
            new Model("ResNet50", 7.8e9, 16L << 20),
            new Model("EfficientNetB1", 1.4e9, 12L << 20));
    private static final List<Integer> SIZES = List.of(20, 50, 200, 1000);
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final int DRAWS = 10;
    private static final int FEW_DRAWS = 5;
    private static final int MANY_DEVICES = 1000;
    private static final long SEED = 77;
    private static final int MILLIS = 1000;

    private final List<Model> models;
    private final List<Integer> sizes;
    private final int mostDraws;

    /** A network, with its FLOPs and with the memory of the smallest device in bytes. */
    private record Model(String name, double flops, long leastMemoryBytes) {
        PlacementProblem problem(int devices, int draw) {
            long seed = SEED + draw;
            return new PlacementProblem(
                    DrawnWork.of(TrueGraph.of(NetworkFigures.of(name)), flops, seed),
                    UnlikeDevices.of(devices, leastMemoryBytes, seed),
                    new Objective.Throughput(),
                    Constraints.NONE,
                    Optional.empty(),
                    BUDGET,
                    seed,
                    List.of(),
                    UnlikeDevices.OVERHEADS);
        }
    }

    /** The setting as a whole. */
    public Heterogeneous() {
        this(MODELS, SIZES, DRAWS);
    }

    private Heterogeneous(List<Model> models, List<Integer> sizes, int mostDraws) {
        this.models = models;
        this.sizes = sizes;
        this.mostDraws = mostDraws;
    }

    /** A part of it: one network on two sites of one size. */
    static Heterogeneous smallest() {
        return new Heterogeneous(MODELS.subList(2, 3), SIZES.subList(0, 1), 2);
    }

    @Override
    public String name() {
        return "heterogeneous";
    }

    @Override
    public String description() {
        return "unlike devices and links, from 20 to 1000 devices";
    }

    @Override
    public String effort() {
        return "many minutes";
    }

    @Override
    public String run(Consumer<String> progress) {
        List<Contender> contenders =
                List.of(BriefGreedy.contender(), new Contender("optimal-throughput", new OptimalThroughput(0, 4096)));
        MarkdownTable table = new MarkdownTable(
                1,
                "model",
                "devices",
                "draws",
                "greedy placed",
                "optimal placed",
                "proven optimal",
                "stages",
                "bottleneck, ms",
                "greedy above the bound",
                "optimal above the bound",
                "at most",
                "greedy took, s",
                "optimal took, s",
                "at most, s");
        for (Model model : models) {
            for (int devices : sizes) {
                progress.accept(model.name() + ", " + devices + " devices");
                int draws = devices < MANY_DEVICES ? mostDraws : FEW_DRAWS;
                row(table, model, devices, Sample.of(contenders, draw -> model.problem(devices, draw), draws));
            }
        }
        return "The bound is what `optimal-throughput` proves; it has " + BUDGET.toSeconds() + " s at most, `greedy` "
                + BriefGreedy.BUDGET.toSeconds()
                + " s. What they are above it are means over the draws that both placed;"
                + " times are medians, and the longest.\n\n" + table;
    }

    private static void row(MarkdownTable table, Model model, int devices, List<Sample> samples) {
        Sample other = samples.get(0);
        Sample best = samples.get(1);
        table.row(
                model.name(),
                devices,
                best.outcomes().size(),
                other.found(),
                best.found(),
                best.proven(),
                Figure.of(best.mean(Outcome::stages), 1),
                Figure.of(MILLIS * best.mean(Outcome::costSeconds), 2),
                Figure.percent(other.meanAbove(best), 1),
                Figure.percent(best.meanAbove(best), 2),
                Figure.percent(best.most(Heterogeneous::gap), 2),
                Figure.of(other.medianTookSeconds(), 2),
                Figure.of(best.medianTookSeconds(), 2),
                Figure.of(best.mostTookSeconds(), 2));
    }

    private static double gap(Outcome outcome) {
        return outcome.gap(outcome.boundSeconds());
    }
}
