package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_LoadSessionFromSavedModel;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import hewn.inference.EngineException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/** A graph in native memory and the session that runs it. */
final class NativeSession implements AutoCloseable {
    private final NativeGraph graph;
    private final TF_Session session;

    private NativeSession(NativeGraph graph, TF_Session session) {
        this.graph = graph;
        this.session = session;
    }

    /**
     * Starts a session on a graph.
     *
     * @param definition the graph
     * @param config how to run it
     * @return the session, to be closed by the caller
     * @throws EngineException if the graph is not sound
     */
    static NativeSession of(GraphDef definition, ConfigProto config) throws EngineException {
        return start(config, (graph, options, status) -> {
            graph.add(definition, status);
            return TF_NewSession(graph.handle(), options, status.handle());
        });
    }

    /**
     * Starts a session with TensorFlow's own loader, which restores variables and runs initialisers.
     *
     * @param folder the SavedModel
     * @param config how to run it
     * @return the session, to be closed by the caller
     * @throws EngineException if the model can't be loaded
     */
    static NativeSession of(SavedModelFolder folder, ConfigProto config) throws EngineException {
        return start(config, (graph, options, status) -> {
            try (BytePointer path = text(folder.path().toString());
                    BytePointer tag = text(SavedModelFolder.SERVE);
                    PointerPointer<BytePointer> tags = new PointerPointer<>(1)) {
                tags.put(0, tag);
                return TF_LoadSessionFromSavedModel(
                        options, null, path, tags, 1, graph.handle(), null, status.handle());
            }
        });
    }

    private static BytePointer text(String text) {
        return new BytePointer(text, StandardCharsets.UTF_8);
    }

    private static NativeSession start(ConfigProto config, Start start) throws EngineException {
        NativeGraph graph = new NativeGraph();
        TF_SessionOptions options = TF_NewSessionOptions();
        try (NativeStatus status = new NativeStatus();
                NativeMessage message = new NativeMessage(config)) {
            TF_SetConfig(options, message.content(), message.sizeBytes(), status.handle());
            status.check("the session's configuration is not sound");
            TF_Session session = start.start(graph, options, status);
            status.check("no session can be started");
            return new NativeSession(graph, session);
        } catch (EngineException failed) {
            graph.close();
            throw failed;
        } finally {
            TF_DeleteSessionOptions(options);
        }
    }

    /** The session itself, to hand to a native call. */
    TF_Session handle() {
        return session;
    }

    /** The session's graph. */
    NativeGraph graph() {
        return graph;
    }

    @Override
    public void close() {
        try (NativeStatus status = new NativeStatus()) {
            TF_CloseSession(session, status.handle());
            TF_DeleteSession(session, status.handle());
        }
        graph.close();
    }

    /** How a session comes to be. */
    private interface Start {
        TF_Session start(NativeGraph graph, TF_SessionOptions options, NativeStatus status) throws EngineException;
    }
}
