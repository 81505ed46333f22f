package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DEADLINE_EXCEEDED;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;

import hewn.inference.EngineException;
import hewn.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.RunMetadata;

/**
 * The native arrays of one call, kept for the next one. For one thread at a time.
 */
final class NativeCall implements AutoCloseable {
    private final PointerPointer<TF_Tensor> fed;
    private final PointerPointer<TF_Tensor> fetched;
    private final NativeStatus status = new NativeStatus();
    private final int feeds;
    private final int fetches;

    /**
     * Makes room for a call.
     *
     * @param feeds the number of tensors to feed
     * @param fetches the number of tensors to fetch
     */
    NativeCall(int feeds, int fetches) {
        this.feeds = feeds;
        this.fetches = fetches;
        fed = new PointerPointer<>(Math.max(1, feeds));
        fetched = new PointerPointer<>(Math.max(1, fetches));
        fed.zero();
        fetched.zero();
    }

    /**
     * Feeds, runs, fetches.
     *
     * @param plan what to feed and fetch
     * @param inputs a tensor for each feed
     * @return a tensor for each fetch
     * @throws EngineException if the call fails
     */
    List<Tensor> run(CallPlan plan, List<Tensor> inputs) throws EngineException {
        call(plan, plan.runOptions(), null, inputs);
        try {
            return fetch(plan.fetched());
        } finally {
            delete(fetched, fetches);
        }
    }

    /**
     * Feeds, runs, and measures.
     *
     * @param plan what to feed and fetch
     * @param inputs a tensor for each feed
     * @return what the run took
     * @throws EngineException if the call fails
     */
    RunMetadata trace(CallPlan plan, List<Tensor> inputs) throws EngineException {
        try (NativeTrace trace = new NativeTrace(plan.runLimit())) {
            call(plan, trace.options(), trace.metadata(), inputs);
            delete(fetched, fetches);
            return trace.read();
        }
    }

    private void call(CallPlan plan, TF_Buffer options, TF_Buffer metadata, List<Tensor> inputs)
            throws EngineException {
        try {
            feed(inputs);
            TF_SessionRun(
                    plan.session(),
                    options,
                    plan.feeds(),
                    fed,
                    feeds,
                    plan.fetches(),
                    fetched,
                    fetches,
                    (PointerPointer<TF_Operation>) null,
                    0,
                    metadata,
                    status.handle());
        } finally {
            delete(fed, feeds);
        }
        if (status.code() != TF_OK) {
            throw failure(plan);
        }
    }

    private void feed(List<Tensor> inputs) throws EngineException {
        for (int i = 0; i < feeds; i++) {
            fed.put(i, NativeTensors.in(inputs.get(i)));
        }
    }

    private List<Tensor> fetch(List<Endpoint> endpoints) throws EngineException {
        List<Tensor> outputs = new ArrayList<>(fetches);
        for (int i = 0; i < fetches; i++) {
            outputs.add(NativeTensors.out(endpoints.get(i).spec().name(), fetched.get(TF_Tensor.class, i)));
        }
        return outputs;
    }

    private EngineException failure(CallPlan plan) {
        return status.code() == TF_DEADLINE_EXCEEDED
                ? new EngineException(plan.model() + ": the call took longer than the run limit of "
                        + plan.runLimit().toMillis() + " ms")
                : new EngineException(plan.model() + ": the call failed: " + status.message());
    }

    private static void delete(PointerPointer<TF_Tensor> tensors, int count) {
        for (int i = 0; i < count; i++) {
            TF_Tensor tensor = tensors.get(TF_Tensor.class, i);
            if (tensor != null) {
                TF_DeleteTensor(tensor);
            }
        }
        tensors.zero();
    }

    @Override
    public void close() {
        status.close();
        fed.close();
        fetched.close();
    }
}
