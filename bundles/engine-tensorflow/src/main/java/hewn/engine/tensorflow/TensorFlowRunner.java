package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A model in a native session.
 *
 * <p>Any number of threads may call at once; each takes the native arrays of a finished call, or new ones.
 */
final class TensorFlowRunner implements SliceRunner {
    private final SignatureTensors tensors;
    private final NativeSession session;
    private final CallPlan plan;
    private final Queue<NativeCall> idle = new ConcurrentLinkedQueue<>();
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed; // guarded by closing

    private TensorFlowRunner(SignatureTensors tensors, NativeSession session, CallPlan plan) {
        this.tensors = tensors;
        this.session = session;
        this.plan = plan;
    }

    /**
     * Loads a model.
     *
     * @param folder the model
     * @param options how it is run
     * @return the loaded model
     * @throws EngineException if it can't be loaded
     */
    static TensorFlowRunner load(SavedModelFolder folder, EngineOptions options) throws EngineException {
        try {
            SignatureTensors tensors = SignatureTensors.of(folder.metaGraph(), options.signature());
            boolean loops = SessionConfig.hasLoop(folder.metaGraph().getGraphDef());
            NativeSession session = SessionStart.of(folder, SessionConfig.of(options, loops));
            return start(folder.name(), tensors, session, options, loops);
        } catch (EngineException failed) {
            throw new EngineException(folder.name() + ": " + failed.getMessage(), failed);
        } catch (IllegalArgumentException damaged) { // a value of ours refuses what the file says, such as a shape
            throw new EngineException(folder.name() + ": " + damaged.getMessage(), damaged);
        }
    }

    private static TensorFlowRunner start(
            String name, SignatureTensors tensors, NativeSession session, EngineOptions options, boolean timed)
            throws EngineException {
        try {
            return new TensorFlowRunner(tensors, session, new CallPlan(name, session, tensors, options, timed));
        } catch (EngineException mismatch) {
            session.close();
            throw mismatch;
        }
    }

    @Override
    public List<TensorSpec> inputs() {
        return tensors.inputSpecs();
    }

    @Override
    public List<TensorSpec> outputs() {
        return tensors.outputSpecs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException {
        List<Tensor> fed = tensors.feeds(inputs);
        if (tensors.fetches().isEmpty()) {
            return tensors.answer(fed, List.of());
        }
        closing.readLock().lock();
        try {
            requireOpen();
            return tensors.answer(fed, call(fed));
        } finally {
            closing.readLock().unlock();
        }
    }

    @Override
    public Map<String, Duration> profile(Map<String, Tensor> inputs) throws EngineException {
        List<Tensor> fed = tensors.feeds(inputs);
        if (tensors.fetches().isEmpty()) {
            return Map.of();
        }
        closing.readLock().lock();
        try (NativeCall call = plan.newCall()) {
            requireOpen();
            return OperationTimes.of(call.trace(plan, fed));
        } finally {
            closing.readLock().unlock();
        }
    }

    private List<Tensor> call(List<Tensor> fed) throws EngineException {
        NativeCall call = Optional.ofNullable(idle.poll()).orElseGet(plan::newCall);
        try {
            return call.run(plan, fed);
        } finally {
            idle.add(call);
        }
    }

    private void requireOpen() throws EngineException {
        if (closed) {
            throw new EngineException(plan.model() + " is closed");
        }
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                idle.forEach(NativeCall::close);
                plan.close();
                session.close();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }
}
