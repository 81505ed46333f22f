package hewn.cli.bench;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;

/**
 * What a stage was planned to take, and by how much its device grew.
 *
 * @param model the model's name
 * @param stage its number, from 0
 * @param stages how many the model was cut into
 * @param layers how many layers it has
 * @param weightBytes the constants of its layers
 * @param activationBytes the largest peak of activations of its layers
 * @param cutBytes what is handed on at its two cuts together
 * @param plannedBytes what the cost model says
 * @param measuredBytes by how much more the agent's process had in memory than before
 */
public record StageMemory(
        String model,
        int stage,
        int stages,
        int layers,
        long weightBytes,
        long activationBytes,
        long cutBytes,
        long plannedBytes,
        long measuredBytes) {
    /**
     * Which stage it is.
     *
     * @param model the model's name
     * @param stage its number, from 0
     * @param stages how many there are
     */
    public record Place(String model, int stage, int stages) {}

    /**
     * Figures of a stage.
     *
     * @param place where it is
     * @param graph of the whole model
     * @param range its layers
     * @param plannedBytes what the cost model says
     * @param measuredBytes by how much its device grew
     * @return all of them
     */
    public static StageMemory of(
            Place place, LayerGraph graph, LayerRange range, long plannedBytes, long measuredBytes) {
        return new StageMemory(
                place.model(),
                place.stage(),
                place.stages(),
                range.to() - range.from(),
                graph.weightBytes(range),
                graph.peakActivationBytes(range),
                graph.cuts().get(range.from()).bytes(1)
                        + graph.cuts().get(range.to()).bytes(1),
                plannedBytes,
                measuredBytes);
    }

    /**
     * How far the plan is off.
     *
     * @return planned less measured, in bytes; negative where the device grew by more
     */
    public long spareBytes() {
        return plannedBytes - measuredBytes;
    }
}
