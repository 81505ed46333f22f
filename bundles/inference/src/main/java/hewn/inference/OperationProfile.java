package hewn.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a loaded model takes, and each of its operations, as {@link ProfileRuns} measure it.
 *
 * @param call what a call takes, in seconds
 * @param operations what each operation takes, in seconds, by its name in the model; empty if the engine can't tell
 */
public record OperationProfile(double call, Map<String, Double> operations) {
    /** Copies the map. */
    public OperationProfile {
        operations = Map.copyOf(operations);
    }

    /**
     * Tells what each layer takes: its operations' part of a call. An operation in the body of a loop or a condition
     * belongs to the layer of that, whose name begins its own. What belongs to no layer is spread over all of them in
     * proportion, so that the layers add up to a call.
     *
     * @param layerOf the index of the layer by the operation's name
     * @param layers how many layers there are
     * @return the time of each layer, in seconds; all 0 if no operation of theirs was measured
     */
    public List<Double> layers(Map<String, Integer> layerOf, int layers) {
        double[] seconds = new double[layers];
        operations.forEach((name, took) -> {
            layer(name, layerOf).ifPresent(layer -> seconds[layer] += took);
        });
        double known = Arrays.stream(seconds).sum();
        return Arrays.stream(seconds)
                .mapToObj(took -> known > 0 ? took / known * call : 0)
                .toList();
    }

    private static OptionalInt layer(String operation, Map<String, Integer> layerOf) {
        for (String name = operation; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('/')))) {
            Integer layer = layerOf.get(name);
            if (layer != null) {
                return OptionalInt.of(layer);
            }
        }
        return OptionalInt.empty();
    }
}
