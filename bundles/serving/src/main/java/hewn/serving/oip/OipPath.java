package hewn.serving.oip;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of the protocol.
 *
 * @param route which of them
 * @param model the name of a model, decoded; empty if the route has none
 * @param version as sent; empty if there is none
 */
record OipPath(Route route, String model, Optional<String> version) {
    private static final String MODEL = "/v2/models/(?<model>[^/]+)(?:/versions/(?<version>[^/]+))?";

    /** What can be asked for. */
    enum Route {
        SERVER("GET", "/v2/?"),
        LIVE("GET", "/v2/health/live"),
        READY("GET", "/v2/health/ready"),
        INDEX("POST", "/v2/repository/index"),
        LOAD("POST", "/v2/repository/models/(?<model>[^/]+)/load"),
        UNLOAD("POST", "/v2/repository/models/(?<model>[^/]+)/unload"),
        MODEL_READY("GET", MODEL + "/ready"),
        INFER("POST", MODEL + "/infer"),
        MODEL_METADATA("GET", MODEL);

        private final String method;
        private final Pattern pattern;

        Route(String method, String pattern) {
            this.method = method;
            this.pattern = Pattern.compile(pattern);
        }

        String method() {
            return method;
        }
    }

    static Optional<OipPath> of(String path) {
        for (Route route : Route.values()) {
            Matcher matcher = route.pattern.matcher(path);
            if (matcher.matches()) {
                return Optional.of(new OipPath(route, group(matcher, "model").orElse(""), group(matcher, "version")));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> group(Matcher matcher, String name) {
        return matcher.pattern().pattern().contains("(?<" + name + ">")
                ? Optional.ofNullable(matcher.group(name))
                        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
