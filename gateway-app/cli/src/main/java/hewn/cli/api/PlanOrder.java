package hewn.cli.api;

import hewn.graph.StatedExit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What to plan, and whom to ask.
 *
 * @param deployment what would be deployed
 * @param strategies whom to ask; all on offer if empty
 * @param budgetSeconds how long each may take; as the gateway is configured if absent
 * @param seed for random decisions; always the same if absent
 */
public record PlanOrder(Wanted deployment, List<String> strategies, OptionalDouble budgetSeconds, OptionalLong seed) {
    /**
     * What would be deployed.
     *
     * @param model its name
     * @param version its version; the latest if absent
     * @param signature the default one if absent
     * @param objective {@code throughput}, {@code latency} or {@code weighted}
     * @param throughputWeight where the objective is weighted
     * @param energyWeight where the objective is weighted
     * @param fairnessWeight where the objective is weighted
     * @param stages the exact number of slices, if it matters
     * @param maxStages the greatest number of slices, if it matters
     * @param devices the only ones that may be used, if not all
     * @param excluded devices that may not be used
     * @param first the device of the first slice, if it matters
     * @param last the device of the last slice, if it matters
     * @param tiers groups of devices, in the order in which slices may pass them
     * @param exits where the model may answer early, if that is known
     */
    public record Wanted(
            String model,
            OptionalLong version,
            Optional<String> signature,
            String objective,
            OptionalDouble throughputWeight,
            OptionalDouble energyWeight,
            OptionalDouble fairnessWeight,
            OptionalInt stages,
            OptionalInt maxStages,
            Optional<List<String>> devices,
            List<String> excluded,
            Optional<String> first,
            Optional<String> last,
            List<List<String>> tiers,
            Optional<List<StatedExit>> exits) {}
}
