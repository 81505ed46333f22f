package hewn.cli.api;

import hewn.graph.StatedExit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What to deploy, and how.
 *
 * @param model its name
 * @param version its version
 * @param signature the default one if absent
 * @param strategy the configured one if absent
 * @param stages the exact number of slices, if it matters
 * @param objective what counts, if not throughput
 * @param throughputWeight where the objective is weighted
 * @param devices the only ones that may be used, if not all
 * @param excluded devices that may not be used
 * @param strict whether answers must equal the whole model's bit for bit
 * @param exits where the model may answer early, if that is known
 * @param canary that it is only tried
 */
public record Order(
        String model,
        long version,
        Optional<String> signature,
        Optional<String> strategy,
        OptionalInt stages,
        Optional<String> objective,
        OptionalDouble throughputWeight,
        Optional<List<String>> devices,
        List<String> excluded,
        boolean strict,
        Optional<List<StatedExit>> exits,
        Optional<CanaryOrder> canary) {
    /**
     * A model in so many slices.
     *
     * @param model its name
     * @param version its version
     * @param strategy where they go
     * @param stages how many
     * @return the order
     */
    public static Order of(String model, long version, Optional<String> strategy, int stages) {
        return new Order(
                model,
                version,
                Optional.empty(),
                strategy,
                OptionalInt.of(stages),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
