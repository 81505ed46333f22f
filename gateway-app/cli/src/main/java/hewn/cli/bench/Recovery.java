package hewn.cli.bench;

import hewn.cli.api.Deployment;
import hewn.cli.api.Deployment.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model came to be served again after a device of it was lost.
 *
 * @param lost when the device was lost
 * @param former what served until then
 * @param successor what serves since then
 * @param answered when the first answer came
 */
public record Recovery(Instant lost, Deployment former, Deployment successor, Instant answered) {
    private static final Map<String, String> STEPS = steps();

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("SHIPPING", "the spare found, slices cut");
        steps.put("LOADING", "slices shipped");
        steps.put("WARMING", "slices loaded");
        steps.put("VERIFYING", "slices warmed");
        steps.put("SERVING", "compared with the whole model");
        return steps;
    }

    /**
     * From the loss until the first answer.
     *
     * @return a duration
     */
    public Duration total() {
        return Duration.between(lost, answered);
    }

    /**
     * What that was spent with.
     *
     * @return by what was done, in order
     */
    public Map<String, Duration> parts() {
        Map<String, Duration> parts = new LinkedHashMap<>();
        Instant begun = put(parts, "the loss noticed", lost, entered(former.history(), "DEGRADED"));
        begun = put(parts, "the repair begun", begun, entered(successor.history(), "PLANNED"));
        for (Map.Entry<String, String> step : STEPS.entrySet()) {
            begun = put(parts, step.getValue(), begun, entered(successor.history(), step.getKey()));
        }
        put(parts, "the first answer", begun, Optional.of(answered));
        return parts;
    }

    private static Instant put(Map<String, Duration> parts, String name, Instant begun, Optional<Instant> ended) {
        Instant end = ended.filter(begun::isBefore).orElse(begun);
        parts.put(name, Duration.between(begun, end));
        return end;
    }

    /**
     * Since when a generation serves.
     *
     * @param generation one that serves
     * @return the moment
     */
    public static Instant servingSince(Deployment generation) {
        return entered(generation.history(), "SERVING").orElseThrow();
    }

    private static Optional<Instant> entered(List<Step> history, String state) {
        return history.stream()
                .filter(step -> step.state().equals(state))
                .map(step -> Instant.parse(step.at()))
                .reduce((earlier, later) -> later);
    }
}
