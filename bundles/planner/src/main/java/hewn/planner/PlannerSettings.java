package hewn.planner;

import hewn.placement.Objective;
import hewn.placement.Planner.Unoffered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom to ask, and how long.
 *
 * @param strategies names of strategies, in the order in which they are asked where the throughput counts
 * @param latencyStrategies those that are asked where the latency counts, alone or among others
 * @param ofModels names of the strategies that are asked before those, by the name of a model
 * @param budget for each strategy
 */
record PlannerSettings(
        List<String> strategies, List<String> latencyStrategies, Map<String, List<String>> ofModels, Duration budget) {
    static final Duration DEFAULT_BUDGET = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PlannerSettings.class);
    private static final double NANOS = 1e9;

    /** What the form names before anybody writes into it; a gateway need not have all of them. */
    private static final Set<String> STANDARD = Stream.of("strategies", "latencyStrategies")
            .flatMap(PlannerSettings::standard)
            .collect(Collectors.toUnmodifiableSet());

    PlannerSettings {
        strategies = List.copyOf(strategies);
        latencyStrategies = List.copyOf(latencyStrategies);
        ofModels = Map.copyOf(ofModels);
    }

    /** As configured; what can't be used is left out, for a gateway without a planner would serve nothing. */
    static PlannerSettings of(StrategyPlanner.Config config) {
        Map<String, List<String>> ofModels = new HashMap<>();
        for (String entry : named(config.models())) {
            String[] parts = entry.split("=", 2);
            if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
                ofModels.computeIfAbsent(parts[0].strip(), model -> new ArrayList<>())
                        .addAll(named(parts[1].split(",")));
            } else {
                LOG.warn("'{}' is ignored: write MODEL=STRATEGY", entry);
            }
        }
        return new PlannerSettings(
                named(config.strategies()),
                named(config.latencyStrategies()),
                ofModels,
                budget(config.budgetSeconds()));
    }

    /** The web console keeps one empty entry of a list that was emptied. */
    private static List<String> named(String[] entries) {
        return Stream.of(entries)
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static Duration budget(double seconds) {
        Duration budget = Duration.ofNanos((long) (seconds * NANOS));
        if (budget.isZero() || budget.isNegative()) {
            LOG.warn("A budget of {} s is ignored: each strategy gets {}", seconds, DEFAULT_BUDGET);
            return DEFAULT_BUDGET;
        }
        return budget;
    }

    /** Whom to ask for a model, the first first. */
    List<String> order(String model, Objective objective) {
        List<String> order = new ArrayList<>(ofModels.getOrDefault(model, List.of()));
        order.addAll(objective instanceof Objective.Throughput ? strategies : latencyStrategies);
        return order;
    }

    private static Stream<String> standard(String field) {
        try {
            return Stream.of(
                    (String[]) StrategyPlanner.Config.class.getMethod(field).getDefaultValue());
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError("the form has the field '" + field + "'", impossible);
        }
    }

    /** All that somebody wrote down to be asked, each with the first setting that names it. */
    List<Unoffered> named() {
        Map<String, Unoffered> named = new LinkedHashMap<>();
        put(named, written(strategies), "'Strategies'");
        put(named, written(latencyStrategies), "'Strategies for latency'");
        new TreeMap<>(ofModels).forEach((model, names) -> put(named, names, "'Strategies of models' for " + model));
        return List.copyOf(named.values());
    }

    private static List<String> written(List<String> names) {
        return names.stream().filter(name -> !STANDARD.contains(name)).toList();
    }

    private static void put(Map<String, Unoffered> named, List<String> names, String setting) {
        names.forEach(name -> named.putIfAbsent(name, new Unoffered(name, setting)));
    }
}
