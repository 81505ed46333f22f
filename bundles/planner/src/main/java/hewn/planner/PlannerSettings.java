package hewn.planner;

import hewn.placement.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    PlannerSettings {
        strategies = List.copyOf(strategies);
        latencyStrategies = List.copyOf(latencyStrategies);
        ofModels = Map.copyOf(ofModels);
    }

    /** As configured; what can't be used is left out, for a gateway without a planner would serve nothing. */
    static PlannerSettings of(StrategyPlanner.Config config) {
        Map<String, List<String>> ofModels = new HashMap<>();
        for (String entry : config.models()) {
            String[] parts = entry.split("=", 2);
            if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
                ofModels.computeIfAbsent(parts[0].strip(), model -> new ArrayList<>())
                        .addAll(List.of(parts[1].strip().split("\\s*,\\s*")));
            } else {
                LOG.warn("'{}' is ignored: write MODEL=STRATEGY", entry);
            }
        }
        return new PlannerSettings(
                List.of(config.strategies()),
                List.of(config.latencyStrategies()),
                ofModels,
                budget(config.budgetSeconds()));
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
}
