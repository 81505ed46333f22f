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
import java.util.stream.IntStream;

/** Plans side by side, why each is as it is, and the best one in full. */
record PlansText(String what, Plans plans) {
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

    private Table<Plan> comparison() {
        return Table.of(plans.plans())
                .words("STRATEGY", Plan::strategy)
                .figures("SLICES", plan -> told(plan.stages().map(List::size)))
                .figures("BOTTLENECK", plan -> told(plan.bottleneckSeconds().map(Quantity::seconds)))
                .figures("LATENCY", plan -> told(plan.latencySeconds().map(Quantity::seconds)))
                .figures("ANSWERS/S", plan -> told(plan.throughputPerSecond().map(PlansText::rate)))
                .figures("MEMORY", plan -> told(plan.largestMemoryBytes().map(Quantity::bytes)))
                .figures("MOVED", plan -> told(plan.bytesMoved().map(Quantity::bytes)))
                .figures("TO SHIP", plan -> told(plan.bytesToShip().map(Quantity::bytes)))
                .figures("GAP", PlansText::gap)
                .figures("TOOK", plan -> Quantity.seconds(plan.tookSeconds()));
    }

    private static String told(Optional<?> figure) {
        return figure.map(Object::toString).orElse("-");
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f", perSecond);
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
        return told(plan.gap().map(gap -> String.format(Locale.ROOT, "%.2f %%", gap * 100)));
    }

    private String reasons() {
        return plans.plans().stream()
                .map(plan -> plan.strategy()
                        + (plan.placed() ? ": " : " has no placement: ")
                        + plan.explanation().lines().findFirst().orElse(""))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static Table<Integer> stages(Plan plan) {
        List<Plans.Stage> stages = plan.stages().orElse(List.of());
        return Table.of(IntStream.range(0, stages.size()).boxed().toList())
                .figures("STAGE", i -> i)
                .words("DEVICE", i -> stages.get(i).device())
                .figures(
                        "LAYERS",
                        i -> stages.get(i).firstLayer() + ".." + stages.get(i).lastLayer())
                .figures("COMPUTE", i -> Quantity.seconds(stages.get(i).computeSeconds()))
                .figures("HOP IN", i -> Quantity.seconds(stages.get(i).transferSeconds()))
                .figures("MEMORY", i -> Quantity.bytes(stages.get(i).memoryBytes()));
    }

    private static String inFull(Plan plan) {
        String line = System.lineSeparator();
        return plan.explanation()
                .lines()
                .skip(1) // the planner's own words
                .map(words -> line + words)
                .collect(Collectors.joining(
                        "", "The best is that of " + plan.strategy() + ":" + line + stages(plan), ""));
    }
}
