package hewn.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table in Markdown: words to the left, figures to the right.
 */
public final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();
    private final int columns;

    /**
     * A table without rows.
     *
     * @param words how many columns hold words; all others hold figures
     * @param titles one for each column
     */
    public MarkdownTable(int words, String... titles) {
        this.columns = titles.length;
        lines.add(line(List.of(titles)));
        lines.add("|" + "---|".repeat(words) + "---:|".repeat(columns - words));
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     * @return this table
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public MarkdownTable row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row has " + columns + " cells, but got " + Arrays.toString(cells));
        }
        lines.add(line(Arrays.stream(cells).map(String::valueOf).toList()));
        return this;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** The lines, without a line break at the end. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
