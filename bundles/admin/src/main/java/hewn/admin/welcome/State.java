package hewn.admin.welcome;

import hewn.pipeline.InferenceService.Served;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;

/**
 * How the gateway fares, for people. All of it is told without a token elsewhere, too: by {@code /v2/repository/index} and
 * {@code /system/health}.
 *
 * @param served the models that clients may ask
 * @param devices how many are online
 * @param health what was checked
 */
record State(List<Served> served, int devices, List<Check> health) {
    private static final Comparator<Served> ORDER =
            Comparator.comparing((Served model) -> model.model().name()).thenComparing(Served::isCanary);

    /** What one check found. */
    record Check(String name, Result result) {}

    /** The part of the page that tells it. */
    String html() {
        return "<p>Health: <strong>" + worst().map(Result.Status::name).orElse("unknown") + "</strong>, " + devices
                + (devices == 1 ? " device" : " devices") + " online.</p>\n" + complaints() + models();
    }

    private Optional<Result.Status> worst() {
        return health.stream().map(check -> check.result().getStatus()).max(Comparator.naturalOrder());
    }

    private String complaints() {
        String items = health.stream()
                .filter(check -> !check.result().isOk())
                .map(State::complaint)
                .collect(Collectors.joining());
        return items.isEmpty() ? "" : "<ul>\n" + items + "</ul>\n";
    }

    private static String complaint(Check check) {
        String reasons = StreamSupport.stream(check.result().spliterator(), false)
                .filter(entry -> entry.getStatus() != Result.Status.OK)
                .map(ResultLog.Entry::getMessage)
                .collect(Collectors.joining("; "));
        return "<li>" + Html.text(check.name()) + ": " + Html.text(reasons) + "</li>\n";
    }

    private String models() {
        if (served.isEmpty()) {
            return "<p>No model serves yet: <code>hewn deploy PATH --model NAME</code>.</p>\n";
        }
        return served.stream()
                .sorted(ORDER)
                .map(State::row)
                .collect(Collectors.joining(
                        "", "<table>\n<tr><th>Model</th><th>Version</th><th>State</th></tr>\n", "</table>\n"));
    }

    private static String row(Served served) {
        String path = "v1/models/" + served.model().name() + "/versions/"
                + served.model().version();
        String state = served.available() ? "serving" : "waiting for devices";
        return "<tr><td>" + Html.text(served.model().name()) + "</td><td>"
                + served.model().version() + (served.isCanary() ? " (canary)" : "") + "</td><td>" + state
                + ", <a href=\""
                + Html.text(path) + "\">status</a></td></tr>\n";
    }
}
