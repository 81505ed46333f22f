package hewn.bench.report;

import java.util.Locale;

/**
 * Figures as they stand in tables, a dash where there is none.
 */
public final class Figure {
    private static final String NONE = "–";

    private Figure() {}

    /**
     * A figure with some decimals.
     *
     * @param value the figure; not a number or infinite if there is none
     * @param decimals how many digits after the point
     * @return the figure
     */
    public static String of(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : NONE;
    }

    /**
     * A part in per cent.
     *
     * @param part 0.01 for one per cent; not a number or infinite if there is none
     * @param decimals how many digits after the point
     * @return the percentage with its sign
     */
    public static String percent(double part, int decimals) {
        return Double.isFinite(part) ? of(100 * part, decimals) + " %" : NONE;
    }
}
