package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import org.tensorflow.proto.ConfigProto;

/** Starts the session of a model, in the leaner of two ways. */
final class SessionStart {
    private SessionStart() {}

    /**
     * Starts a session, with all weights in place.
     *
     * @param folder the model
     * @param config how to run it
     * @return the session, to be closed by the caller
     * @throws EngineException if the model can't be loaded
     */
    static NativeSession of(SavedModelFolder folder, ConfigProto config) throws EngineException {
        return folder.isOneFile()
                ? of(WeightVariables.of(folder.metaGraph().getGraphDef()), config)
                : NativeSession.of(folder, config);
    }

    private static NativeSession of(WeightVariables variables, ConfigProto config) throws EngineException {
        NativeSession session = NativeSession.of(variables.graph(), config);
        try (WeightAssignment assignment = new WeightAssignment(session, variables.weights())) {
            assignment.run();
            return session;
        } catch (EngineException failed) {
            session.close();
            throw failed;
        }
    }
}
