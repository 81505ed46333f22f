package hewn.placement.json;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a number counts. Files have it as a number of the base unit, or as text with a unit that people prefer. */
enum Measure {
    /** Sizes. */
    BYTES(
            "bytes, or text such as \"512MiB\"",
            Map.of(
                    "B", 1.0, "KB", 1e3, "MB", 1e6, "GB", 1e9, "KiB", 0x1p10, "MiB", 0x1p20, "GiB", 0x1p30, "TiB",
                    0x1p40)),
    /** Bandwidths. Network people count bits. */
    BYTES_PER_SECOND(
            "bytes per second, or text such as \"100Mbit/s\"",
            Map.of(
                    "B/s", 1.0, "KB/s", 1e3, "MB/s", 1e6, "GB/s", 1e9, "bit/s", 0.125, "kbit/s", 125.0, "Kbit/s", 125.0,
                    "Mbit/s", 125e3, "Gbit/s", 125e6)),
    /** Speeds. */
    FLOPS_PER_SECOND(
            "FLOP/s, or text such as \"5GFLOP/s\"",
            Map.of("FLOP/s", 1.0, "KFLOP/s", 1e3, "MFLOP/s", 1e6, "GFLOP/s", 1e9, "TFLOP/s", 1e12)),
    /** Times. */
    SECONDS(
            "seconds, or text such as \"5ms\"",
            Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "µs", 1e-6, "ns", 1e-9, "min", 60.0));

    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-zµ/]+)");

    private final String example;
    private final Map<String, Double> units;

    Measure(String example, Map<String, Double> units) {
        this.example = example;
        this.units = units;
    }

    /** What may be written, for people. */
    String example() {
        return example;
    }

    /** The number of base units that a text tells, or empty if it tells none. */
    Optional<Double> parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        return parts.matches() && units.containsKey(parts.group(2))
                ? Optional.of(Double.parseDouble(parts.group(1)) * units.get(parts.group(2)))
                : Optional.empty();
    }
}
