package hewn.deployer;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelId;
import hewn.inference.SampleInputs;
import hewn.inference.Signature;
import hewn.inference.SliceRunner;
import hewn.inference.StoredModel;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs whole models on sample inputs, once for each version, so that a pipeline can be compared with them and a model
 * that never ends is found before anything of it is shipped.
 */
final class ReferenceRun {
    private static final int BATCH = 2;
    private static final long SEED = 42;

    /**
     * What a whole model makes of sample inputs.
     *
     * @param inputs one tensor for each input
     * @param outputs one tensor for each output
     */
    record Sample(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

    private record Key(ModelId model, String signature, boolean strict) {
        boolean isOtherVersionOf(Key key) {
            return model.name().equals(key.model.name()) && model.version() != key.model.version();
        }
    }

    private final InferenceEngine engine;
    private final Duration runLimit;
    private final Map<Key, Sample> samples = new ConcurrentHashMap<>();

    ReferenceRun(InferenceEngine engine, Duration runLimit) {
        this.engine = engine;
        this.runLimit = runLimit;
    }

    Sample of(StoredModel model, Signature signature, boolean strict) throws RolloutException {
        Key key = new Key(model.id(), signature.name(), strict);
        Sample known = samples.get(key);
        if (known == null) {
            known = run(model, signature, strict);
            samples.keySet().removeIf(other -> other.isOtherVersionOf(key));
            samples.put(key, known);
        }
        return known;
    }

    private Sample run(StoredModel model, Signature signature, boolean strict) throws RolloutException {
        EngineOptions options = new EngineOptions(signature.name(), strict, runLimit);
        try (SliceRunner whole = engine.load(model.folder(), options)) {
            Map<String, Tensor> inputs = new SampleInputs(new SplittableRandom(SEED)).of(signature.inputs(), BATCH);
            return new Sample(inputs, whole.run(inputs));
        } catch (EngineException | IllegalArgumentException failure) {
            throw new RolloutException(
                    "MODEL_FAILS",
                    "the whole model " + model.id() + " does not run on sample inputs: " + failure.getMessage(),
                    "run 'hewn check' on the model's folder",
                    failure);
        }
    }
}
