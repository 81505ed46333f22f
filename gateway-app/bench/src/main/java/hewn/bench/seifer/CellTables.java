package hewn.bench.seifer;

import hewn.bench.report.Figure;
import hewn.bench.report.MarkdownTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cells as Markdown: those with cases, those without, and those that the paper has figures of.
 *
 * @param draws how many networks were drawn for each cell
 * @param cells each solved by random, greedy-joint, seifer and optimal-throughput, in this order
 */
record CellTables(int draws, List<Cell> cells) {
    private static final int RANDOM = 0;
    private static final int GREEDY_JOINT = 1;
    private static final int SEIFER = 2;
    private static final int OPTIMAL = 3;
    private static final int MILLIS = 1000;

    @Override
    public String toString() {
        return """
                Each row sums up %d networks, the same for all strategies.
                Its cases are those on which the best placement has several stages; only they are in the means, which are bottlenecks in seconds.

                %s

                Cells without any case, for the whole model fits one device or no placement fits at all:

                %s

                Beside the paper's means, which are over networks of its own:

                %s
                """.formatted(draws, withCases(), withoutCases(), published());
    }

    private String withCases() {
        MarkdownTable table = new MarkdownTable(
                1,
                "model",
                "MiB",
                "devices",
                "cases",
                "stages",
                "random",
                "greedy-joint",
                "seifer",
                "optimal-throughput",
                "proven bound",
                "gap",
                "proven optimal",
                "seifer, ms",
                "optimal, ms");
        cells.stream().filter(Cell::hasCases).forEach(cell -> row(table, cell));
        return table.toString();
    }

    private static void row(MarkdownTable table, Cell cell) {
        table.row(
                cell.model(),
                cell.capacityMebibytes(),
                cell.devices(),
                cell.cases().size(),
                Figure.of(cell.meanStages(), 1),
                Figure.of(cell.meanSeconds(RANDOM), 2),
                Figure.of(cell.meanSeconds(GREEDY_JOINT), 4),
                Figure.of(cell.meanSeconds(SEIFER), 4),
                Figure.of(cell.meanSeconds(OPTIMAL), 4),
                Figure.of(cell.meanBoundSeconds(), 4),
                Figure.percent(cell.meanGap(), 2),
                cell.proven(),
                Figure.of(MILLIS * cell.meanTookSeconds(SEIFER), 1),
                Figure.of(MILLIS * cell.meanTookSeconds(OPTIMAL), 1));
    }

    private String withoutCases() {
        Map<List<Object>, String> devices = cells.stream()
                .filter(cell -> !cell.hasCases())
                .collect(Collectors.groupingBy(
                        cell -> List.<Object>of(
                                cell.model(), cell.capacityMebibytes(), cell.single(), cell.infeasible()),
                        LinkedHashMap::new,
                        Collectors.mapping(cell -> String.valueOf(cell.devices()), Collectors.joining(", "))));
        MarkdownTable table = new MarkdownTable(1, "model", "MiB", "devices", "one stage, each", "infeasible, each");
        devices.forEach((cell, sizes) -> table.row(cell.get(0), cell.get(1), sizes, cell.get(2), cell.get(3)));
        return table.toString();
    }

    private String published() {
        MarkdownTable table = new MarkdownTable(
                1,
                "cell",
                "greedy, paper",
                "greedy-joint",
                "k-path, paper",
                "seifer",
                "k-path ÷ greedy, paper",
                "seifer ÷ greedy-joint",
                "optimal-throughput");
        for (Cell cell : cells) {
            PublishedMean.of(cell.model(), cell.capacityMebibytes(), cell.devices())
                    .ifPresent(mean -> row(table, cell, mean));
        }
        return table.toString();
    }

    private static void row(MarkdownTable table, Cell cell, PublishedMean paper) {
        table.row(
                cell.model() + ", " + cell.capacityMebibytes() + " MiB, " + cell.devices() + " devices",
                paper.greedySeconds(),
                Figure.of(cell.meanSeconds(GREEDY_JOINT), 4),
                paper.pathSeconds(),
                Figure.of(cell.meanSeconds(SEIFER), 4),
                Figure.of(paper.pathSeconds() / paper.greedySeconds(), 3),
                Figure.of(cell.meanSeconds(SEIFER) / cell.meanSeconds(GREEDY_JOINT), 3),
                Figure.of(cell.meanSeconds(OPTIMAL), 4));
    }
}
