package hewn.deployer.rollout;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.RolloutException;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.SampleInputs;
import hewn.inference.Signature;
import hewn.inference.SliceRunner;
import hewn.inference.SourceModel;
import hewn.inference.StoredModel;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs whole models on sample inputs, once for each version, so that a pipeline can be compared with them and a model
 * that never ends is found before anything of it is shipped. One runs at a time; nobody waits for that who asks for what is
 * known. Safe for use by several threads.
 */
public final class ReferenceRun {
    private static final int BATCH = 2;
    private static final long SEED = 42;

    /**
     * What a whole model makes of sample inputs.
     *
     * @param inputs one tensor for each input
     * @param outputs one tensor for each output
     */
    record Sample(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

    private record Key(String signature, boolean strict) {}

    private final InferenceEngine engine;
    private final Duration runLimit;

    /** Held while a model runs. */
    private final Lock running = new ReentrantLock();

    /**
     * By what was read of a model, not by its name: another model may come under the same name. Guarded by itself, for a
     * moment.
     */
    private final Map<SourceModel, Map<Key, Sample>> samples = new WeakHashMap<>();

    /**
     * Nothing is known yet.
     *
     * @param engine runs whole models; isolated, for models are programs
     * @param runLimit for one run
     */
    public ReferenceRun(InferenceEngine engine, Duration runLimit) {
        this.engine = engine;
        this.runLimit = runLimit;
    }

    /** What is not known yet may take as long as the model may run, and those before it. */
    Sample of(StoredModel model, Signature signature, boolean strict) throws RolloutException, InterruptedException {
        Key key = new Key(signature.name(), strict);
        Optional<Sample> known = known(model, key);
        return known.isPresent() ? known.get() : runOnce(model, signature, key);
    }

    private Optional<Sample> known(StoredModel model, Key key) {
        synchronized (samples) {
            return Optional.ofNullable(
                    samples.getOrDefault(model.source(), Map.of()).get(key));
        }
    }

    private Sample runOnce(StoredModel model, Signature signature, Key key)
            throws RolloutException, InterruptedException {
        running.lockInterruptibly();
        try {
            Optional<Sample> meanwhile = known(model, key);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            Sample sample = run(model, signature, key.strict());
            synchronized (samples) {
                samples.computeIfAbsent(model.source(), source -> new HashMap<>())
                        .put(key, sample);
            }
            return sample;
        } finally {
            running.unlock();
        }
    }

    private Sample run(StoredModel model, Signature signature, boolean strict) throws RolloutException {
        EngineOptions options = new EngineOptions(signature.name(), strict, runLimit);
        try (SliceRunner whole = engine.load(model.folder(), options)) {
            Map<String, Tensor> inputs = new SampleInputs(new SplittableRandom(SEED)).of(signature.inputs(), BATCH);
            return new Sample(inputs, whole.run(inputs));
        } catch (EngineException | IllegalArgumentException failure) {
            throw new RolloutException(
                    FailureCode.MODEL_FAILS,
                    "the whole model " + model.id() + " does not run on sample inputs: " + failure.getMessage(),
                    "run 'hewn check' on the model's folder",
                    failure);
        }
    }
}
