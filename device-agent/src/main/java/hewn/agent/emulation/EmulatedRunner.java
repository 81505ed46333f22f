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
 * Computes, and then waits until the emulated time has passed: what the host takes for inputs of this size, by the
 * slowdown of the device.
 *
 * <p>What the host takes is found once, before inputs of that size are computed for the first time, while nothing else of
 * this process is: the least of many calls, for whatever else the host does only makes them slower, by the clock or by
 * processor time, of which other processes take nothing. After that it stays, so that a device is steady. Safe for use by
 * several threads.
 */
final class EmulatedRunner implements SliceRunner {
    private static final int LEAST_BATCHES = 3;
    private static final int MOST_BATCHES = 20;
    private static final int MOST_CALLS = 100;
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
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
        Map<String, Tensor> outputs = host.turns().one(() -> slice.run(inputs));
        awaitEnd(begun, Math.round(quickestNanos.get(size) * slowdown));
        return outputs;
    }

    private Map<String, Tensor> tryOut(Map<String, Tensor> inputs, long size) throws EngineException {
        long begun = host.clock().nanoTime();
        Map<String, Tensor> outputs = compute(inputs, size);
        for (int batch = 0; batch < LEAST_BATCHES || batch < MOST_BATCHES && isLeft(begun); batch++) {
            outputs = batch(inputs, size);
        }
        return outputs;
    }

    /** Processor time is told in steps of some milliseconds, so that of several calls is taken together. */
    private Map<String, Tensor> batch(Map<String, Tensor> inputs, long size) throws EngineException {
        OptionalLong before = host.clock().processorNanos();
        Map<String, Tensor> outputs = compute(inputs, size);
        int calls = 1;
        OptionalLong took = processorNanosSince(before);
        while (took.isPresent() && took.getAsLong() < BATCH_NANOS && calls < MOST_CALLS) {
            outputs = compute(inputs, size);
            calls++;
            took = processorNanosSince(before);
        }
        if (took.isPresent() && took.getAsLong() > 0) {
            quickestNanos.merge(size, took.getAsLong() / calls, Math::min);
        }
        return outputs;
    }

    private OptionalLong processorNanosSince(OptionalLong before) {
        OptionalLong now = host.clock().processorNanos();
        return before.isPresent() && now.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
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
