package hewn.cli.command;

import hewn.cli.api.Deployment;
import hewn.cli.demo.DemoSite;
import hewn.cli.demo.LoadResult;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of a demo, for people.
 *
 * @param site that runs
 * @param outcome of the requests
 * @param request a file with one request
 * @param stays whether there is something left to ask afterwards
 */
record DemoText(DemoSite site, DemoOutcome outcome, String request, boolean stays) {
    @Override
    public String toString() {
        return Stream.of(
                        List.of("", new PlacementText(outcome.deployment()).toString(), ""),
                        List.of(measured(), ""),
                        figures(),
                        addresses(),
                        List.of(""))
                .flatMap(List::stream)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String measured() {
        List<Row> rows = outcome.deployment().stages().stream()
                .flatMap(stage -> stage.measured().map(m -> new Row(stage, m)).stream())
                .toList();
        return Table.of(rows)
                .figures("STAGE", row -> row.stage().stage())
                .words("DEVICE", row -> row.stage().device())
                .figures("COMPUTE p50", time(m -> m.computed().p50Seconds()))
                .figures("p95", time(m -> m.computed().p95Seconds()))
                .figures("RECEIVE p50", time(m -> m.received().p50Seconds()))
                .figures("p95", time(m -> m.received().p95Seconds()))
                .figures("QUEUED p50", time(m -> m.queued().p50Seconds()))
                .toString();
    }

    private static Function<Row, String> time(ToDoubleFunction<Deployment.Measured> which) {
        return row -> Quantity.seconds(which.applyAsDouble(row.measured()));
    }

    private List<String> figures() {
        LoadResult result = outcome.load();
        return List.of(
                String.format(Locale.ROOT, "answers      %d, errors %d", result.answers(), result.errors())
                        + result.firstError().map(e -> ", the first: " + e).orElse(""),
                String.format(
                        Locale.ROOT,
                        "accuracy     %.4f (whole model %.4f)",
                        result.accuracy(),
                        outcome.wholeAccuracy()),
                String.format(Locale.ROOT, "throughput   %.0f answers/s", result.perSecond()),
                "latency      p50 " + Quantity.seconds(result.latency(0.5)) + ", p95 "
                        + Quantity.seconds(result.latency(0.95)) + ", p99 " + Quantity.seconds(result.latency(0.99)));
    }

    private List<String> addresses() {
        if (!stays) {
            return List.of();
        }
        String predict = site.url() + "/v1/models/digits:predict";
        return List.of(
                "",
                "inference    " + predict,
                "             " + site.url() + "/v2/models/digits/infer",
                "console      " + site.url() + "/system/console, user admin, password in "
                        + site.data().resolve("console.password"),
                "try it       curl -d @" + request + " " + predict,
                "look at it   HEWN_DATA=" + site.data() + " hewn status --gateway " + site.url());
    }

    private record Row(Deployment.Stage stage, Deployment.Measured measured) {}
}
