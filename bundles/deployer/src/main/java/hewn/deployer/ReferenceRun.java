package hewn.deployer;

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
import java.util.SplittableRandom;
import java.util.WeakHashMap;

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

    private record Key(String signature, boolean strict) {}

    private final InferenceEngine engine;
    private final Duration runLimit;

    /** By what was read of a model, not by its name: another model may come under the same name. */
    private final Map<SourceModel, Map<Key, Sample>> samples = new WeakHashMap<>();

    ReferenceRun(InferenceEngine engine, Duration runLimit) {
        this.engine = engine;
        this.runLimit = runLimit;
    }

    synchronized Sample of(StoredModel model, Signature signature, boolean strict) throws RolloutException {
        Map<Key, Sample> known = samples.computeIfAbsent(model.source(), source -> new HashMap<>());
        Key key = new Key(signature.name(), strict);
        Sample sample = known.get(key);
        if (sample == null) {
            sample = run(model, signature, strict);
            known.put(key, sample);
        }
        return sample;
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
