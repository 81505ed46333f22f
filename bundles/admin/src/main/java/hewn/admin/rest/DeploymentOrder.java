package hewn.admin.rest;

import hewn.fleet.DeviceId;
import hewn.graph.StatedExit;
import hewn.inference.ModelId;
import hewn.inference.Signature;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is sent to deploy a model.
 *
 * @param model its name
 * @param version the latest in the repository if absent
 * @param signature the default one if absent
 * @param strategy asked first; the configured one if absent
 * @param stages the exact number, if it matters
 * @param maxStages the greatest number, if it matters
 * @param objective {@code throughput} (if absent), {@code latency} or {@code weighted}
 * @param throughputWeight from 0 to 1, where the objective is weighted
 * @param energyWeight what a joule costs, in seconds, where the objective is weighted
 * @param fairnessWeight what a second of unfairness costs, where the objective is weighted
 * @param devices the only ones that may be used; all if absent
 * @param excluded devices that may not be used
 * @param first the device of the first stage, if it matters
 * @param last the device of the last stage, if it matters
 * @param tiers groups of devices, in the order in which stages may pass them
 * @param strict whether answers must equal the whole model's bit for bit
 * @param exits where the model may answer early, and how often it does
 * @param canary that it is only tried beside what serves
 */
record DeploymentOrder(
        Optional<String> model,
        OptionalLong version,
        Optional<String> signature,
        Optional<String> strategy,
        OptionalInt stages,
        OptionalInt maxStages,
        Optional<String> objective,
        OptionalDouble throughputWeight,
        OptionalDouble energyWeight,
        OptionalDouble fairnessWeight,
        Optional<List<String>> devices,
        Optional<List<String>> excluded,
        Optional<String> first,
        Optional<String> last,
        Optional<List<List<String>>> tiers,
        Optional<Boolean> strict,
        Optional<List<ExitOrder>> exits,
        Optional<CanaryOrder> canary) {
    private static final String SEE = "see docs/admin-api.md for the fields of a deployment";

    /**
     * An early exit.
     *
     * @param at the name of the layer that gives the answer, or the position of the cut behind it
     * @param probability of an answer there, from 0 to 1
     */
    record ExitOrder(Optional<String> at, OptionalDouble probability) {
        StatedExit stated() {
            if (at.isEmpty() || probability.isEmpty()) {
                throw new IllegalArgumentException("an early exit needs the fields 'at' and 'probability'");
            }
            return new StatedExit(at.get(), probability.getAsDouble());
        }
    }

    /** The name, which must be there. */
    String name() throws Refusal {
        return model.orElseThrow(() -> Refusal.badRequest("the field 'model' is missing", SEE));
    }

    DeploymentRequest toRequest(ModelId id) throws Refusal {
        try {
            return new DeploymentRequest(
                    id,
                    signature.orElse(Signature.DEFAULT_NAME),
                    strategy,
                    chosen(),
                    constraints(),
                    strict.orElse(false),
                    exits.orElse(List.of()).stream().map(ExitOrder::stated).toList());
        } catch (IllegalArgumentException outOfRange) {
            throw Refusal.badRequest(outOfRange.getMessage(), SEE);
        }
    }

    private Objective chosen() throws Refusal {
        String name = objective.orElse(throughputWeight.isPresent() ? "weighted" : "throughput");
        if (!name.equals("weighted") && (energyWeight.isPresent() || fairnessWeight.isPresent())) {
            throw Refusal.badRequest("the objective '" + name + "' has no weights", "use the objective 'weighted'");
        }
        return switch (name) {
            case "throughput" -> new Objective.Throughput();
            case "latency" -> new Objective.Latency();
            case "weighted" ->
                new Objective.Weighted(
                        throughputWeight.orElseThrow(() ->
                                Refusal.badRequest("the objective 'weighted' needs the field 'throughputWeight'", SEE)),
                        energyWeight.orElse(0),
                        fairnessWeight.orElse(0));
            default ->
                throw Refusal.badRequest("there is no objective '" + name + "'", "use throughput, latency or weighted");
        };
    }

    private Constraints constraints() {
        return new Constraints(
                devices.map(DeploymentOrder::ids),
                excluded.map(DeploymentOrder::ids).orElse(Set.of()),
                Constraints.NONE.memoryHeadroom(),
                stages,
                maxStages,
                first.map(DeviceId::new),
                last.map(DeviceId::new),
                tiers.orElse(List.of()).stream().map(DeploymentOrder::ids).toList());
    }

    private static Set<DeviceId> ids(List<String> names) {
        return names.stream().map(DeviceId::new).collect(Collectors.toSet());
    }
}
