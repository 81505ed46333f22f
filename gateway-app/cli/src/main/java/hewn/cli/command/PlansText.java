package hewn.cli.command;

import hewn.cli.api.Plans;
import hewn.cli.api.Plans.Plan;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Plans side by side, why each is as it is, and the best one in full. */
record PlansText(String what, Plans plans) {
    private static final String NONE = "-";
    private static final double TOLERANCE = 1e-6;

    @Override
    public String toString() {
        String line = System.lineSeparator();
        return what + ": " + Quantity.of(plans.layers(), "layer") + ", " + Quantity.of(plans.devices(), "device")
                + ", objective "
                + plans.objective().toString().replace("\"", "") + line + line + comparison() + line + caveat() + line
                + reasons()
                + best().map(plan -> line + line + inFull(plan)).orElse("");
    }

    /** The answer of least cost; of several, the one of least latency, then the one that is asked first. */
    Optional<Plan> best() {
        List<Plan> placed = plans.plans().stream().filter(Plan::placed).toList();
        return least(least(placed, PlansText::cost), PlansText::latency).stream()
                .findFirst();
    }

    private static List<Plan> least(List<Plan> among, ToDoubleFunction<Plan> figure) {
        double least = among.stream().mapToDouble(figure).min().orElse(0);
        return among.stream()
                .filter(plan -> figure.applyAsDouble(plan) <= least * (1 + TOLERANCE))
                .toList();
    }

    private static double cost(Plan plan) {
        return plan.costSeconds().orElse(Double.MAX_VALUE);
    }

    private static double latency(Plan plan) {
        return plan.latencySeconds().orElse(Double.MAX_VALUE);
    }

    private Table comparison() {
        Table table = new Table(
                "STRATEGY",
                "SLICES",
                "BOTTLENECK",
                "LATENCY",
                "ANSWERS/S",
                "MEMORY",
                "MOVED",
                "TO SHIP",
                "GAP",
                "TOOK");
        plans.plans()
                .forEach(plan -> table.row(
                        plan.strategy(),
                        plan.stages()
                                .map(stages -> Integer.toString(stages.size()))
                                .orElse(NONE),
                        plan.bottleneckSeconds().map(Quantity::seconds).orElse(NONE),
                        plan.latencySeconds().map(Quantity::seconds).orElse(NONE),
                        plan.throughputPerSecond()
                                .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
                                .orElse(NONE),
                        plan.largestMemoryBytes().map(Quantity::bytes).orElse(NONE),
                        plan.bytesMoved().map(Quantity::bytes).orElse(NONE),
                        plan.bytesToShip().map(Quantity::bytes).orElse(NONE),
                        gap(plan),
                        Quantity.seconds(plan.tookSeconds())));
        return table;
    }

    private String caveat() {
        return plans.plans().stream().allMatch(plan -> plan.layersMeasured().orElse(true))
                ? ""
                : "Not all layers were measured on such devices yet: times by FLOPs alone tell better from worse, not how"
                        + " fast it will be." + System.lineSeparator();
    }

    private static String gap(Plan plan) {
        if (plan.provenOptimal().orElse(false)) {
            return "proven";
        }
        return plan.gap()
                .map(gap -> String.format(Locale.ROOT, "%.2f %%", gap * 100))
                .orElse(NONE);
    }

    private String reasons() {
        return plans.plans().stream()
                .map(plan -> plan.strategy()
                        + (plan.placed() ? ": " : " has no placement: ")
                        + plan.explanation().lines().findFirst().orElse(""))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String inFull(Plan plan) {
        String line = System.lineSeparator();
        Table table = new Table("STAGE", "DEVICE", "LAYERS", "COMPUTE", "HOP IN", "MEMORY");
        List<Plans.Stage> stages = plan.stages().orElse(List.of());
        for (int i = 0; i < stages.size(); i++) {
            Plans.Stage stage = stages.get(i);
            table.row(
                    i,
                    stage.device(),
                    stage.firstLayer() + ".." + stage.lastLayer(),
                    Quantity.seconds(stage.computeSeconds()),
                    Quantity.seconds(stage.transferSeconds()),
                    Quantity.bytes(stage.memoryBytes()));
        }
        return plan.explanation()
                .lines()
                .skip(1) // the planner's own words
                .map(words -> line + words)
                .collect(Collectors.joining("", "The best is that of " + plan.strategy() + ":" + line + table, ""));
    }
}
