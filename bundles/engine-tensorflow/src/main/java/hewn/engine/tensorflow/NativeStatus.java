package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;

import hewn.inference.EngineException;
import java.nio.charset.StandardCharsets;
import org.tensorflow.internal.c_api.TF_Status;

/** Where native calls say how they went. For one thread at a time. */
final class NativeStatus implements AutoCloseable {
    private final TF_Status status = TF_NewStatus();

    /** The place itself, to hand to a native call. */
    TF_Status handle() {
        return status;
    }

    /** The code of the last call. */
    int code() {
        return TF_GetCode(status);
    }

    /** What the last call said. */
    String message() {
        return TF_Message(status).getString(StandardCharsets.UTF_8);
    }

    /**
     * Fails if the last call did.
     *
     * @param doing what was tried, the beginning of the message
     * @throws EngineException if the code is not OK
     */
    void check(String doing) throws EngineException {
        if (code() != TF_OK) {
            throw new EngineException(doing + ": " + message());
        }
    }

    @Override
    public void close() {
        TF_DeleteStatus(status);
    }
}
