package hewn.deployer.rollout;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.RolloutException;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelId;
import hewn.inference.SampleInputs;
import hewn.inference.Signature;
import hewn.inference.SliceRunner;
import hewn.inference.SourceModel;
import hewn.inference.StoredModel;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs whole models on sample inputs, once for each version, so that a pipeline can be compared with them and a model
 * that never ends is found before anything of it is shipped. As many models run at once as do each other no harm in the
 * engine; nobody waits for that who asks for what is known. Safe for use by several threads.
 */
public final class ReferenceRun {
    private static final int BATCH = 2;
    private static final long SEED = 42;

    /** The engine has a limit of its own, which people set. */
    private static final Duration NO_OWN_LIMIT = Duration.ofDays(1);

    private static final String REMEDY = "run 'hewn check' on the model's folder; if the model only needs more time,"
            + " raise 'Run limit' of 'Hewn isolated engine' in the web console";

    /**
     * What a whole model makes of sample inputs.
     *
     * @param inputs one tensor for each input
     * @param outputs one tensor for each output
     */
    record Sample(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

    private record Key(String signature, boolean strict) {}

    private final InferenceEngine engine;
    private final RunTurns turns;

    /**
     * By what was read of a model, not by its name: another model may come under the same name. Guarded by itself, for a
     * moment.
     */
    private final Map<SourceModel, Map<Key, Sample>> samples = new WeakHashMap<>();

    /**
     * Nothing is known yet.
     *
     * @param engine runs whole models; isolated, for models are programs
     */
    public ReferenceRun(InferenceEngine engine) {
        this.engine = engine;
        this.turns = new RunTurns(engine::independentModels);
    }

    /** What is not known yet may take as long as the model may run, and those before it; people are told of either. */
    Sample of(StoredModel model, Signature signature, boolean strict, Consumer<String> progress)
            throws RolloutException, InterruptedException {
        Key key = new Key(signature.name(), strict);
        Optional<Sample> known = known(model, key);
        return known.isPresent() ? known.get() : runOnce(model, signature, key, progress);
    }

    private Optional<Sample> known(StoredModel model, Key key) {
        synchronized (samples) {
            return Optional.ofNullable(
                    samples.getOrDefault(model.source(), Map.of()).get(key));
        }
    }

    private Sample runOnce(StoredModel model, Signature signature, Key key, Consumer<String> progress)
            throws RolloutException, InterruptedException {
        turns.begin(model.id(), others -> progress.accept(waitingFor(others)));
        try {
            Optional<Sample> meanwhile = known(model, key);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            progress.accept("running the whole model on sample inputs, for at most " + runLimit());
            Sample sample = run(model, signature, key.strict());
            synchronized (samples) {
                samples.computeIfAbsent(model.source(), source -> new HashMap<>())
                        .put(key, sample);
            }
            return sample;
        } finally {
            turns.end(model.id());
        }
    }

    private String waitingFor(List<ModelId> others) {
        return "waiting until " + others.stream().map(ModelId::toString).collect(Collectors.joining(" or "))
                + " has run on sample inputs, which takes at most " + runLimit() + " once loaded";
    }

    private String runLimit() {
        return engine.runLimit(NO_OWN_LIMIT).toSeconds() + " s";
    }

    private Sample run(StoredModel model, Signature signature, boolean strict) throws RolloutException {
        EngineOptions options = new EngineOptions(signature.name(), strict, NO_OWN_LIMIT);
        try (SliceRunner whole = engine.load(model.folder(), options)) {
            Map<String, Tensor> inputs = new SampleInputs(new SplittableRandom(SEED)).of(signature.inputs(), BATCH);
            return new Sample(inputs, whole.run(inputs));
        } catch (EngineException | IllegalArgumentException failure) {
            throw new RolloutException(
                    FailureCode.MODEL_FAILS,
                    "the whole model " + model.id() + " does not run on sample inputs: " + failure.getMessage(),
                    REMEDY,
                    failure);
        }
    }
}
