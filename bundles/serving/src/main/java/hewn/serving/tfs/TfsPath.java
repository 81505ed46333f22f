package hewn.serving.tfs;

import hewn.pipeline.VersionLabel;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.RequestException;
import hewn.serving.models.Wanted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of the API, read as TensorFlow Serving reads them.
 *
 * @param model the name of a model, decoded
 * @param version a version, or empty for the latest
 * @param label a version's label, if one was given
 * @param verb what follows the colon or the last slash: {@code predict}, {@code metadata}, or empty for the status
 */
record TfsPath(String model, OptionalLong version, Optional<String> label, Optional<String> verb) {
    private static final String MODEL = "(?<model>[^/:]+)";
    private static final String VERSION = "(?:/versions/(?<version>\\d+)|/labels/(?<label>[^/:]+))?";
    private static final Pattern POST =
            Pattern.compile("(?i)/v1/models/" + MODEL + VERSION + ":(?<verb>classify|regress|predict)");
    private static final Pattern GET = Pattern.compile("(?i)/v1/models/" + MODEL + VERSION + "(?:/(?<verb>metadata))?");
    private static final String PATHS = "; there are GET /v1/models/NAME[/metadata] and POST /v1/models/NAME:predict,"
            + " with /versions/N or /labels/LABEL behind NAME for one that is not the default";
    private static final Pattern NO_MODEL = Pattern.compile("(?i)/v1/models/?");

    static TfsPath of(HttpCall call) throws RequestException {
        boolean get = call.method().equals("GET");
        Matcher matcher = (get ? GET : POST).matcher(call.path());
        if (get && NO_MODEL.matcher(call.path()).matches()) {
            throw RequestException.invalid(
                    "Missing model name in request. Ask GET /v1/models/NAME; 'hewn status' tells what is served");
        }
        if (!get && !call.method().equals("POST") || !matcher.matches()) {
            throw RequestException.invalid("Malformed request: " + call.method() + " " + call.path() + PATHS);
        }
        return new TfsPath(
                decoded(matcher.group("model")),
                version(Optional.ofNullable(matcher.group("version"))),
                Optional.ofNullable(matcher.group("label")).map(TfsPath::decoded),
                Optional.ofNullable(matcher.group("verb")));
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static OptionalLong version(Optional<String> digits) throws RequestException {
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits.get()));
        } catch (NumberFormatException tooLarge) {
            throw RequestException.invalid("Failed to convert version: " + digits.get() + " to numeric.");
        }
    }

    /** An unknown label is refused as one that no version has at this moment. */
    Wanted wanted() throws RequestException {
        Optional<VersionLabel> known = label.flatMap(VersionLabel::of);
        if (label.isPresent() && known.isEmpty()) {
            throw unlabelled();
        }
        return new Wanted(model, version, known);
    }

    RequestException unlabelled() {
        return RequestException.invalid("Unrecognized servable version label: " + label.orElse("")
                + ". Versions are labelled 'stable' and, while one is tried, 'canary'");
    }

    /** As TensorFlow Serving's own messages name what was asked for. */
    String request() {
        return version.isPresent() ? "Specific(" + model + ", " + version.getAsLong() + ")" : "Latest(" + model + ")";
    }
}
