package hewn.agent.emulation;

import hewn.inference.EngineException;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Computes, and then waits until the emulated time has passed: the quickest that the host ever computed inputs of this
 * size in, by the slowdown of the device.
 *
 * <p>The quickest, because whatever else the host does only makes it slower. Before inputs of some size are computed for
 * the first time, they are computed a few times while nothing else of this process is; then their processor time counts
 * as well, of which other processes take nothing. Safe for use by several threads.
 */
final class EmulatedRunner implements SliceRunner {
    private static final int LEAST_TRIALS = 4;
    private static final int MOST_TRIALS = 50;
    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SliceRunner slice;
    private final Host host;
    private final double slowdown;
    private final Map<Long, Long> quickestNanos = new ConcurrentHashMap<>();

    EmulatedRunner(SliceRunner slice, Host host, double slowdown) {
        this.slice = slice;
        this.host = host;
        this.slowdown = slowdown;
    }

    @Override
    public List<TensorSpec> inputs() {
        return slice.inputs();
    }

    @Override
    public List<TensorSpec> outputs() {
        return slice.outputs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException {
        long size = sizeBytes(inputs);
        if (!quickestNanos.containsKey(size)) {
            host.turns().alone(() -> tryOut(inputs, size));
        }
        long begun = host.clock().nanoTime();
        Map<String, Tensor> outputs = host.turns().one(() -> compute(inputs, size));
        awaitEnd(begun, Math.round(quickestNanos.get(size) * slowdown));
        return outputs;
    }

    private Map<String, Tensor> tryOut(Map<String, Tensor> inputs, long size) throws EngineException {
        long begun = host.clock().nanoTime();
        Map<String, Tensor> outputs = trial(inputs, size);
        for (int trial = 1; trial < MOST_TRIALS && (trial < LEAST_TRIALS || isLeft(begun)); trial++) {
            outputs = trial(inputs, size);
        }
        return outputs;
    }

    private Map<String, Tensor> trial(Map<String, Tensor> inputs, long size) throws EngineException {
        OptionalLong before = host.clock().processorNanos();
        Map<String, Tensor> outputs = compute(inputs, size);
        OptionalLong after = host.clock().processorNanos();
        if (before.isPresent() && after.isPresent() && after.getAsLong() > before.getAsLong()) {
            quickestNanos.merge(size, after.getAsLong() - before.getAsLong(), Math::min);
        }
        return outputs;
    }

    private boolean isLeft(long begun) {
        return host.clock().nanoTime() - begun < TRIAL_NANOS;
    }

    private Map<String, Tensor> compute(Map<String, Tensor> inputs, long size) throws EngineException {
        long begun = host.clock().nanoTime();
        Map<String, Tensor> outputs = slice.run(inputs);
        quickestNanos.merge(size, host.clock().nanoTime() - begun, Math::min);
        return outputs;
    }

    private void awaitEnd(long begun, long emulatedNanos) {
        host.clock().await(begun + emulatedNanos);
        host.computing().count(emulatedNanos, host.clock().nanoTime() - begun - emulatedNanos);
    }

    /** As the device would take for each operation. */
    @Override
    public Map<String, Duration> profile(Map<String, Tensor> inputs) throws EngineException {
        Map<String, Duration> profile = new LinkedHashMap<>();
        host.turns()
                .alone(() -> slice.profile(inputs))
                .forEach((operation, took) ->
                        profile.put(operation, Duration.ofNanos(Math.round(took.toNanos() * slowdown))));
        return profile;
    }

    private long sizeBytes(Map<String, Tensor> given) {
        return inputs().stream()
                .map(TensorSpec::name)
                .filter(given::containsKey)
                .mapToLong(name -> given.get(name).sizeBytes())
                .sum();
    }

    @Override
    public void close() {
        slice.close();
    }
}
