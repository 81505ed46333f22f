package hewn.repository;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file a client asks for (RFC 9110, section 14.2).
 *
 * <p>A header that is malformed, of another unit, or that names several ranges is ignored, as the RFC permits: then the
 * answer is the whole file.
 */
sealed interface RangeRequest {
    /** All of it. */
    record Whole() implements RangeRequest {}

    /**
     * A part of it.
     *
     * @param first the index of the first byte
     * @param last the index of the last byte, within the file
     */
    record Part(long first, long last) implements RangeRequest {
        long bytes() {
            return last - first + 1;
        }
    }

    /** Bytes that it does not have. */
    record Unsatisfiable() implements RangeRequest {}

    /** One range: first and last, only first, or only the length of the end. */
    Pattern FORM = Pattern.compile("bytes=\\s*(?:(\\d+)-(\\d*)|-(\\d+))\\s*", Pattern.CASE_INSENSITIVE);

    /** Numbers of more digits are larger than any file. */
    int DIGITS = 18;

    /**
     * Reads a header.
     *
     * @param header the value of {@code Range}
     * @param size of the file in bytes
     */
    static RangeRequest of(String header, long size) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return new Whole();
        }
        if (form.group(3) != null) {
            return end(number(form.group(3)), size);
        }
        long first = number(form.group(1));
        long last = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
        return last < first ? new Whole() : part(first, last, size);
    }

    private static RangeRequest end(long length, long size) {
        return length == 0 ? new Unsatisfiable() : part(Math.max(0, size - length), size, size);
    }

    private static RangeRequest part(long first, long last, long size) {
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }

    private static long number(String digits) {
        return digits.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
