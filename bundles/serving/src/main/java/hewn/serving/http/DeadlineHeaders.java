package hewn.serving.http;

import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.RequestException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a client waits, as its headers say. The shortest limit counts.
 *
 * @param standard what is allowed if a client says nothing
 * @param longest what is allowed at most
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP/2: grpc-timeout</a>
 */
record DeadlineHeaders(Duration standard, Duration longest) {
    static final String SECONDS = "X-Request-Timeout";
    static final String GRPC = "grpc-timeout";

    private static final Pattern SECONDS_FORM = Pattern.compile("(?<value>\\d{1,9}(?:\\.\\d{1,9})?)(?<unit>s|ms|)");
    private static final Pattern GRPC_FORM = Pattern.compile("(?<value>\\d{1,8})(?<unit>[HMSmun])");
    private static final Map<String, Duration> UNITS = Map.of(
            "", Duration.ofSeconds(1),
            "s", Duration.ofSeconds(1),
            "ms", Duration.ofMillis(1),
            "H", Duration.ofHours(1),
            "M", Duration.ofMinutes(1),
            "S", Duration.ofSeconds(1),
            "m", Duration.ofMillis(1),
            "u", Duration.ofNanos(1000),
            "n", Duration.ofNanos(1));

    Deadline deadline(HttpCall call) throws RequestException {
        Optional<Duration> seconds =
                duration(call, SECONDS, SECONDS_FORM, "a number of seconds, or one with 's' or 'ms'");
        Optional<Duration> grpc = duration(call, GRPC, GRPC_FORM, "at most 8 digits and one of H, M, S, m, u, n");
        Duration asked = seconds.or(() -> grpc).orElse(standard);
        return Deadline.in(longest, System::nanoTime).atMost(asked).atMost(grpc.orElse(asked));
    }

    private static Optional<Duration> duration(HttpCall call, String header, Pattern form, String words)
            throws RequestException {
        Optional<String> value = call.header(header).map(String::strip);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = form.matcher(value.get());
        if (!matcher.matches()) {
            throw RequestException.invalid("header '" + header + "' is " + words + ", but got '" + value.get() + "'");
        }
        BigDecimal unit = BigDecimal.valueOf(UNITS.get(matcher.group("unit")).toNanos());
        return Optional.of(Duration.ofNanos(new BigDecimal(matcher.group("value"))
                .multiply(unit)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue()));
    }
}
