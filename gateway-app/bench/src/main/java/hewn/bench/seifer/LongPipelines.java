package hewn.bench.seifer;

import hewn.bench.report.Figure;
import hewn.bench.report.MarkdownTable;
import hewn.bench.run.Contender;
import hewn.bench.run.Outcome;
import hewn.bench.run.Setting;
import hewn.strategies.greedy.joint.GreedyJoint;
import hewn.strategies.optimal.throughput.OptimalThroughput;
import hewn.strategies.seifer.Seifer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Pipelines of 25 stages and more: SEIFER's largest model on devices of a quarter of its smallest memory. Short pipelines
 * leave little to gain; here, to find a placement is to find a long path.
 */
public final class LongPipelines implements Setting {
    private static final String MODEL = "InceptionResNetV2";
    private static final int MEBIBYTES = 16;
    private static final List<Integer> DEVICES = List.of(30, 50, 100);
    private static final int DRAWS = 50;
    private static final int WIDTH = 4096;
    private static final int CLASSES = 20;
    private static final int TRIALS = 200;
    private static final int GREEDY_JOINT = 0;
    private static final int SEIFER = 1;
    private static final int OPTIMAL = 2;
    private static final int MILLIS = 1000;

    private final List<Integer> sizes;
    private final int draws;

    /** The setting as a whole. */
    public LongPipelines() {
        this(DEVICES, DRAWS);
    }

    /**
     * A part of it.
     *
     * @param sizes how many devices the networks have
     * @param draws how many networks of each size
     */
    LongPipelines(List<Integer> sizes, int draws) {
        this.sizes = List.copyOf(sizes);
        this.draws = draws;
    }

    @Override
    public String name() {
        return "long";
    }

    @Override
    public String description() {
        return "pipelines of 25 stages and more in SEIFER's random networks";
    }

    @Override
    public String run(Consumer<String> progress) {
        List<Contender> contenders = List.of(
                new Contender("greedy-joint", new GreedyJoint(true)),
                new Contender("seifer", new Seifer(true, CLASSES, TRIALS)),
                new Contender("optimal-throughput", new OptimalThroughput(0, WIDTH)));
        MarkdownTable table = new MarkdownTable(
                1,
                "cuts",
                "devices",
                "cases",
                "infeasible",
                "stages",
                "greedy-joint",
                "seifer",
                "optimal-throughput",
                "proven bound",
                "gap",
                "at most",
                "proven optimal",
                "optimal, ms",
                "at most, ms");
        for (int size : sizes) {
            progress.accept("cut already, " + size + " devices");
            row(table, "given", Cell.ofCut(MODEL, MEBIBYTES, size, draws, contenders));
        }
        for (int size : sizes) {
            progress.accept(size + " devices");
            row(table, "chosen", Cell.of(MODEL, MEBIBYTES, size, draws, contenders));
        }
        return MODEL + " on devices of " + MEBIBYTES + " MiB; " + draws
                + " networks in each row. Bottlenecks are means in seconds over the cases, which are the networks that have a"
                + " placement; a dash tells of a strategy that missed one of them.\n\n" + table;
    }

    private static void row(MarkdownTable table, String cuts, Cell cell) {
        table.row(
                cuts,
                cell.devices(),
                cell.cases().size(),
                cell.infeasible(),
                Figure.of(cell.meanStages(), 1),
                Figure.of(cell.meanSeconds(GREEDY_JOINT), 4),
                Figure.of(cell.meanSeconds(SEIFER), 4),
                Figure.of(cell.meanSeconds(OPTIMAL), 4),
                Figure.of(cell.meanBoundSeconds(), 4),
                Figure.percent(cell.meanGap(), 2),
                Figure.percent(most(cell, outcome -> outcome.gap(outcome.boundSeconds())), 2),
                cell.proven(),
                Figure.of(MILLIS * cell.meanTookSeconds(OPTIMAL), 0),
                Figure.of(MILLIS * most(cell, Outcome::tookSeconds), 0));
    }

    private static double most(Cell cell, ToDoubleFunction<Outcome> figure) {
        return cell.cases().stream()
                .map(outcomes -> outcomes.get(OPTIMAL))
                .mapToDouble(figure)
                .max()
                .orElse(Double.NaN);
    }
}
