package hewn.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows in columns as wide as they need to be; numbers to the right.
 */
public final class Table {
    private static final String GAP = "   ";

    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param titles one for each column
     */
    public Table(String... titles) {
        this.titles = List.of(titles);
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     * @return this table
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public Table row(Object... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(
                    "a row has " + titles.size() + " cells, but got " + Arrays.toString(cells));
        }
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    /**
     * The titles and the rows, a line each.
     *
     * @return without a line break at the end
     */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(titles);
        lines.addAll(rows);
        return lines.stream().map(this::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private String line(List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> pad(cells.get(column), column))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String pad(String cell, int column) {
        String space = " ".repeat(width(column) - length(cell));
        return isNumeric(column) ? space + cell : cell + space;
    }

    private int width(int column) {
        return Math.max(
                length(titles.get(column)),
                rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().map(row -> row.get(column)).allMatch(Table::startsNumeric);
    }

    private static boolean startsNumeric(String cell) {
        return cell.matches("-?|[-+]?[0-9][0-9.,]*([eE][-+]?[0-9]+)?( ?[%a-zA-Zµ/]+)?");
    }
}
