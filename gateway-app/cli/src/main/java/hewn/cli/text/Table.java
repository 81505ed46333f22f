package hewn.cli.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the columns of a table are, and how all tables look: without borders, words to the left and figures to the right.
 *
 * @param <T> what a row tells of
 */
public final class Table<T> {
    /** A space instead of the line between two columns, beside those that pad every cell; nothing instead of others. */
    private static final List<Character> GAPS = Arrays.stream(AsciiTable.BASIC_ASCII_NO_OUTSIDE_BORDER)
            .map(border -> Character.valueOf('|').equals(border) ? ' ' : null)
            .toList();

    private final List<T> rows;
    private final List<ColumnData<T>> columns = new ArrayList<>();

    private Table(List<T> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * A table without columns.
     *
     * @param <T> what a row tells of
     * @param rows from top to bottom
     * @return to which columns are to be added
     */
    public static <T> Table<T> of(List<T> rows) {
        return new Table<>(rows);
    }

    /**
     * Adds a column that is aligned to the left.
     *
     * @param title above the column
     * @param cell what it tells of a row
     * @return this table
     */
    public Table<T> words(String title, Function<T, ?> cell) {
        return column(title, HorizontalAlign.LEFT, cell);
    }

    /**
     * Adds a column that is aligned to the right.
     *
     * @param title above the column
     * @param cell what it tells of a row, such as a number with its unit
     * @return this table
     */
    public Table<T> figures(String title, Function<T, ?> cell) {
        return column(title, HorizontalAlign.RIGHT, cell);
    }

    private Table<T> column(String title, HorizontalAlign align, Function<T, ?> cell) {
        columns.add(new Column()
                .header(title)
                .headerAlign(align)
                .dataAlign(align)
                .maxWidth(Integer.MAX_VALUE)
                .with(row -> String.valueOf(cell.apply(row))));
        return this;
    }

    /**
     * The titles and the rows, a line each.
     *
     * @return without a line break at the end
     */
    @Override
    public String toString() {
        return AsciiTable.builder()
                .border(GAPS.toArray(Character[]::new))
                .data(rows, columns)
                .asString()
                .lines()
                .map(line -> line.substring(1).stripTrailing()) // what pads the first cell, and the last
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
