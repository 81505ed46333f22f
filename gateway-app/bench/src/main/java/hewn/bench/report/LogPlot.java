package hewn.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plot of lines over two logarithmic axes, as an SVG picture.
 */
public final class LogPlot {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 320;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 36;
    private static final int BOTTOM = 52;
    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd");

    private final String title;
    private final Axis across;
    private final Axis up;
    private final List<String> shapes = new ArrayList<>();
    private int lines;

    /**
     * An axis from one power of ten to another.
     *
     * @param label what is measured, with its unit
     * @param least the exponent at its beginning
     * @param most the exponent at its end
     */
    public record Axis(String label, int least, int most) {
        /**
         * Validates the exponents.
         *
         * @throws IllegalArgumentException if the axis has no length
         */
        public Axis {
            if (least >= most) {
                throw new IllegalArgumentException(
                        "the axis '" + label + "' has no length from 10^" + least + " to 10^" + most);
            }
        }

        /** The part of the axis before a value. */
        double part(double value) {
            return (Math.log10(value) - least) / (most - least);
        }
    }

    /**
     * A point of a line.
     *
     * @param across greater than 0
     * @param up greater than 0
     */
    public record Point(double across, double up) {}

    /**
     * An empty plot.
     *
     * @param title what it shows
     * @param across the axis from left to right
     * @param up the axis from bottom to top
     */
    public LogPlot(String title, Axis across, Axis up) {
        this.title = title;
        this.across = across;
        this.up = up;
        frame();
    }

    /**
     * Draws a line.
     *
     * @param name for the legend
     * @param points in order
     * @return this plot
     */
    public LogPlot line(String name, List<Point> points) {
        String colour = COLOURS.get(lines % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            double x = x(point.across());
            double y = y(point.up());
            path.append(form("%.1f,%.1f ", x, y));
            shapes.add(form("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour));
        }
        shapes.add(form(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                path.toString().strip(), colour));
        int row = TOP + 18 + 18 * lines;
        shapes.add(form(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                LEFT + 12, row - 4, LEFT + 32, row - 4, colour));
        shapes.add(text(LEFT + 38, row, "start", name));
        lines++;
        return this;
    }

    private void frame() {
        shapes.add(text(WIDTH / 2.0, 20, "middle", title));
        shapes.add(text(WIDTH / 2.0, HEIGHT - 12, "middle", across.label()));
        shapes.add(form("<g transform=\"rotate(-90 14 %d)\">", HEIGHT / 2)
                + text(14, HEIGHT / 2.0, "middle", up.label()) + "</g>");
        for (int e = across.least(); e <= across.most(); e++) {
            double x = x(Math.pow(10, e));
            shapes.add(grid(x, TOP, x, HEIGHT - BOTTOM));
            shapes.add(text(x, HEIGHT - BOTTOM + 18, "middle", power(e)));
        }
        for (int e = up.least(); e <= up.most(); e++) {
            double y = y(Math.pow(10, e));
            shapes.add(grid(LEFT, y, WIDTH - RIGHT, y));
            shapes.add(text(LEFT - 8, y + 4, "end", power(e)));
        }
    }

    private static String power(int exponent) {
        return exponent < 0
                ? String.format(Locale.ROOT, "%." + -exponent + "f", Math.pow(10, exponent))
                : String.valueOf(Math.round(Math.pow(10, exponent)));
    }

    private static String grid(double x1, double y1, double x2, double y2) {
        return form("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ccc\"/>", x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        return form("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped);
    }

    private double x(double value) {
        return LEFT + across.part(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.part(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String form(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    /**
     * The picture.
     *
     * @return an SVG document on a white ground
     */
    public String svg() {
        return form(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                                + " font-family=\"sans-serif\" font-size=\"12\">%n",
                        WIDTH, HEIGHT, WIDTH, HEIGHT)
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + String.join("\n", shapes)
                + "\n</svg>\n";
    }
}
