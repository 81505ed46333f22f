package hewn.agent.testing;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Loads everything as a slice that takes {@code x} and gives it back as {@code y}, or does what a test asks for. */
public final class FakeEngine implements InferenceEngine {
    private final AtomicInteger loaded = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final TensorSpec input;
    private volatile Call call = inputs -> Map.of("y", inputs.get("x"));
    private volatile Loading loading = () -> {};

    /** What a call does. */
    @FunctionalInterface
    public interface Call {
        Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException;
    }

    /** What loading does besides. */
    @FunctionalInterface
    public interface Loading {
        void begin() throws EngineException;
    }

    public FakeEngine(TensorSpec input) {
        this.input = input;
    }

    public void onCall(Call other) {
        call = other;
    }

    public void onLoad(Loading other) {
        loading = other;
    }

    /** How many slices were loaded so far. */
    public int loaded() {
        return loaded.get();
    }

    /** How many of them are not closed. */
    public int open() {
        return open.get();
    }

    @Override
    public String description() {
        return "Fake 1.0";
    }

    @Override
    public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
        loading.begin();
        loaded.incrementAndGet();
        open.incrementAndGet();
        return new Runner();
    }

    private final class Runner implements SliceRunner {
        @Override
        public List<TensorSpec> inputs() {
            return List.of(input);
        }

        @Override
        public List<TensorSpec> outputs() {
            return List.of(new TensorSpec("y", input.type(), input.shape()));
        }

        @Override
        public Map<String, Duration> profile(Map<String, Tensor> inputs) throws EngineException {
            Map<String, Duration> times = new HashMap<>();
            run(inputs).keySet().forEach(name -> times.put(name, Duration.ofMillis(1)));
            return times;
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException {
            return call.run(inputs);
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
