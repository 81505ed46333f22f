package hewn.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.cli.CliException;
import java.util.List;
import java.util.Optional;

/**
 * What several strategies answered to one problem.
 *
 * @param objective a word, or weights
 * @param layers how many layers the model has
 * @param devices how many devices may be used
 * @param plans one for each strategy
 */
public record Plans(JsonNode objective, int layers, int devices, List<Plan> plans) {
    /**
     * One strategy's answer. All but the first four are there if it placed the model.
     *
     * @param strategy its name
     * @param placed whether it has an answer
     * @param explanation for people
     * @param tookSeconds how long it computed
     * @param stages in order
     * @param bottleneckSeconds the longest that a device or a link is busy with a sample
     * @param latencySeconds of one sample alone
     * @param throughputPerSecond of a full pipeline
     * @param largestMemoryBytes the most that one device needs
     * @param layersMeasured whether the times go by what the layers took, not by FLOPs alone
     * @param bytesMoved by one sample
     * @param bytesToShip weights that are not yet where they would run
     * @param costSeconds under the objective
     * @param gap how much worse than the greatest proven bound it may be, if one is proven
     * @param provenOptimal whether none is better, if a bound is proven
     */
    public record Plan(
            String strategy,
            boolean placed,
            String explanation,
            double tookSeconds,
            Optional<List<Stage>> stages,
            Optional<Double> bottleneckSeconds,
            Optional<Double> latencySeconds,
            Optional<Double> throughputPerSecond,
            Optional<Long> largestMemoryBytes,
            Optional<Boolean> layersMeasured,
            Optional<Long> bytesMoved,
            Optional<Long> bytesToShip,
            Optional<Double> costSeconds,
            Optional<Double> gap,
            Optional<Boolean> provenOptimal) {}

    /**
     * Some layers on a device.
     *
     * @param device which runs them
     * @param firstLayer the index of the first
     * @param lastLayer the index of the last
     * @param computeSeconds the computation for one sample
     * @param transferSeconds the transfer into the stage
     * @param memoryBytes what it needs on its device
     */
    public record Stage(
            String device,
            int firstLayer,
            int lastLayer,
            double computeSeconds,
            double transferSeconds,
            long memoryBytes) {}

    /**
     * Reads plans, whoever made them.
     *
     * @param document of kind {@code plans}
     * @return what it says
     * @throws CliException if it can't be read
     */
    public static Plans read(byte[] document) throws CliException {
        return ApiJson.document(document, Plans.class, "the plans");
    }
}
