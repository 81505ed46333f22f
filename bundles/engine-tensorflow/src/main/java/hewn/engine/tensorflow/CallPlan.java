package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.proto.RunOptions;

/** What all calls of one model have in common, in native memory and made once. */
final class CallPlan implements AutoCloseable {
    private final String model;
    private final NativeSession session;
    private final SignatureTensors tensors;
    private final Duration runLimit;
    private final Optional<NativeMessage> runOptions;
    private final TF_Output feeds;
    private final TF_Output fetches;

    /**
     * Finds the tensors in the session's graph.
     *
     * @param model what to call the model in a message
     * @param session the session, not closed with this plan
     * @param tensors what to feed and fetch
     * @param options how the model is run
     * @param timed whether calls have to be ended after their limit
     * @throws EngineException if a tensor is absent or not what the signature says
     */
    CallPlan(String model, NativeSession session, SignatureTensors tensors, EngineOptions options, boolean timed)
            throws EngineException {
        this.model = model;
        this.session = session;
        this.tensors = tensors;
        runLimit = options.runLimit();
        feeds = session.graph().find(tensors.inputs());
        fetches = session.graph().find(tensors.fetches());
        session.graph().find(tensors.outputs()).close(); // checks those that are fed, too
        runOptions = timed ? Optional.of(new NativeMessage(timeLimit(runLimit))) : Optional.empty();
    }

    private static RunOptions timeLimit(Duration limit) {
        return RunOptions.newBuilder()
                .setTimeoutInMs(Math.max(1, limit.toMillis()))
                .build();
    }

    String model() {
        return model;
    }

    Duration runLimit() {
        return runLimit;
    }

    TF_Session session() {
        return session.handle();
    }

    /** The options of each call; null, which the native library takes for none, if there are none. */
    TF_Buffer runOptions() {
        return runOptions.map(NativeMessage::buffer).orElse(null);
    }

    TF_Output feeds() {
        return feeds;
    }

    TF_Output fetches() {
        return fetches;
    }

    List<Endpoint> fetched() {
        return tensors.fetches();
    }

    /** Makes room for one call at a time. */
    NativeCall newCall() {
        return new NativeCall(tensors.inputs().size(), tensors.fetches().size());
    }

    @Override
    public void close() {
        runOptions.ifPresent(NativeMessage::close);
        feeds.close();
        fetches.close();
    }
}
