package hewn.cli.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time such as {@code 5s}, {@code 500ms}, {@code 2m}; a number alone counts seconds. */
final class SecondsOption implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s|m)?");

    @Override
    public Duration convert(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no time; use one such as 5s, 500ms or 2m");
        }
        double seconds = Double.parseDouble(parts.group(1)) * unit(parts.group(2));
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }

    private static double unit(String name) {
        return "ms".equals(name) ? 0.001 : "m".equals(name) ? 60 : 1;
    }
}
