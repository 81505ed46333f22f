package hewn.agent.emulation;

import hewn.inference.EngineException;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes, and then waits until the emulated time has passed: what the device takes for inputs of this size.
 *
 * <p>How large the computation is, is found once, before inputs of that size are computed for the first time, while
 * nothing else of this process is. After that it stays, so that a device is steady. Safe for use by several threads.
 */
final class EmulatedRunner implements SliceRunner {
    private final SliceRunner slice;
    private final Host host;
    private final double flopsPerSecond;
    private final Map<Long, Double> flopsBySize = new ConcurrentHashMap<>();

    EmulatedRunner(SliceRunner slice, Host host, double flopsPerSecond) {
        this.slice = slice;
        this.host = host;
        this.flopsPerSecond = flopsPerSecond;
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
        if (!flopsBySize.containsKey(size)) {
            host.turns().alone(() -> measured(inputs, size));
        }
        long begun = host.clock().nanoTime();
        Map<String, Tensor> outputs = host.turns().one(() -> slice.run(inputs));
        awaitEnd(begun, Math.round(flopsBySize.get(size) * 1e9 / flopsPerSecond));
        return outputs;
    }

    /** Of callers that come at once, the first measures. */
    private double measured(Map<String, Tensor> inputs, long size) throws EngineException {
        Double known = flopsBySize.get(size);
        if (known != null) {
            return known;
        }
        slice.run(inputs); // the first call prepares the others
        double flops = host.flops(() -> slice.run(inputs));
        flopsBySize.put(size, flops);
        return flops;
    }

    private void awaitEnd(long begun, long emulatedNanos) {
        host.clock().await(begun + emulatedNanos);
        host.computing().count(emulatedNanos, host.clock().nanoTime() - begun - emulatedNanos);
    }

    /** As the device would take for each operation. */
    @Override
    public Map<String, Duration> profile(Map<String, Tensor> inputs) throws EngineException {
        return host.turns().alone(() -> {
            double slowdown = host.flopsPerSecond() / flopsPerSecond;
            Map<String, Duration> profile = new LinkedHashMap<>();
            slice.profile(inputs)
                    .forEach((operation, took) ->
                            profile.put(operation, Duration.ofNanos(Math.round(took.toNanos() * slowdown))));
            return profile;
        });
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
