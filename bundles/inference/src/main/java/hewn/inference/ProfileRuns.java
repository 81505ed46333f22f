package hewn.inference;

import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a model run by run, for who has to let others go first in between. Not safe for use by several threads.
 */
public final class ProfileRuns {
    private final SliceRunner model;
    private final Map<String, Tensor> inputs;
    private final List<Double> calls = new ArrayList<>();
    private final Map<String, List<Double>> operations = new HashMap<>();

    /**
     * No run yet.
     *
     * @param model to be measured
     * @param inputs one tensor for each of its inputs
     */
    public ProfileRuns(SliceRunner model, Map<String, Tensor> inputs) {
        this.model = model;
        this.inputs = Map.copyOf(inputs);
    }

    /**
     * Calls the model twice: once to see what a call takes, once to see what its operations take.
     *
     * @throws EngineException if an input is missing or does not fit, or a call fails
     */
    public void runOnce() throws EngineException {
        long start = System.nanoTime();
        model.run(inputs);
        calls.add((System.nanoTime() - start) / 1e9);
        model.profile(inputs)
                .forEach((name, took) -> operations
                        .computeIfAbsent(name, first -> new ArrayList<>())
                        .add(seconds(took)));
    }

    /**
     * What came of the runs.
     *
     * @return the medians
     * @throws IllegalStateException if there was no run
     */
    public OperationProfile medians() {
        if (calls.isEmpty()) {
            throw new IllegalStateException("nothing was measured: run the model first");
        }
        Map<String, Double> medians = new HashMap<>();
        operations.forEach((name, times) -> medians.put(name, median(times)));
        return new OperationProfile(median(calls), medians);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
