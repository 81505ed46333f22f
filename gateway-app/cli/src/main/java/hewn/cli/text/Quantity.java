package hewn.cli.text;

import java.util.Locale;

/**
 * Bytes, work and times with the unit that suits their size, and how many there are of something.
 */
public final class Quantity {
    private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB"};
    private static final String[] FLOPS = {"FLOP", "KFLOP", "MFLOP", "GFLOP", "TFLOP"};

    private Quantity() {}

    /**
     * A size.
     *
     * @param bytes at least 0
     * @return such as {@code 1.4 MB}; a megabyte is 1,000,000 bytes
     */
    public static String bytes(long bytes) {
        return scaled(bytes, BYTES);
    }

    /**
     * An amount of work, or a speed if {@code /s} is put behind it.
     *
     * @param flops at least 0
     * @return such as {@code 3.9 GFLOP}
     */
    public static String flops(double flops) {
        return scaled(flops, FLOPS);
    }

    /**
     * A duration.
     *
     * @param seconds at least 0
     * @return such as {@code 1.25 ms}
     */
    public static String seconds(double seconds) {
        if (seconds < 1e-3) {
            return number(seconds * 1e6) + " µs";
        }
        return seconds < 1 ? number(seconds * 1e3) + " ms" : number(seconds) + " s";
    }

    /**
     * A number of things.
     *
     * @param count how many
     * @param thing one of them, such as {@code slice}
     * @return such as {@code 1 slice} or {@code 2 slices}
     */
    public static String of(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String scaled(double value, String... units) {
        int unit = 0;
        double scaled = value;
        while (scaled >= 999.5 && unit < units.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return (unit == 0 ? String.valueOf(Math.round(scaled)) : number(scaled)) + " " + units[unit];
    }

    /** Three significant digits. */
    private static String number(double value) {
        String form = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
