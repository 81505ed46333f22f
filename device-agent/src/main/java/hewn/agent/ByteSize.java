package hewn.agent;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write it, such as {@code 512MiB} or {@code 1.5GB}.
 *
 * @param bytes a positive number
 */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "B", 1L,
            "kB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    /**
     * Validates the number.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public ByteSize {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a size must be positive, but is " + bytes);
        }
    }

    /**
     * Reads a size.
     *
     * @param text a number and perhaps a unit: B, kB, MB, GB, KiB, MiB, GiB
     * @return the size
     * @throws IllegalArgumentException if it has another form
     */
    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || !UNITS.containsKey(form.group(2))) {
            throw new IllegalArgumentException(
                    "a size is a number and one of B, kB, MB, GB, KiB, MiB and GiB, such as 512MiB, but got '" + text
                            + "'");
        }
        return new ByteSize((long) (Double.parseDouble(form.group(1)) * UNITS.get(form.group(2))));
    }

    @Override
    public String toString() {
        return bytes % (1L << 20) == 0 ? (bytes >> 20) + "MiB" : bytes + "B";
    }
}
