package hewn.savedmodel.internal.checkpoint;

import hewn.inference.ModelException;
import java.io.IOException;

/** The ways in which a checkpoint is refused. */
final class Faults {
    private static final String EXPORT_AGAIN =
            "Export the model again, or copy all files of its variables folder again.";

    private Faults() {}

    /** A file or tensor is not what it should be. */
    static ModelException damaged(String where, String reason) {
        return new ModelException(where, reason, EXPORT_AGAIN);
    }

    /** A file can't be read. */
    static ModelException unreadable(String where, IOException cause) {
        return new ModelException(where, "can't be read: " + cause.getMessage(), EXPORT_AGAIN, cause);
    }

    /** A file that there should be is not there. */
    static ModelException missing(String where) {
        return damaged(where, "the file is missing");
    }

    /** A tensor is sound but of a kind that is not served. */
    static ModelException unsupported(String key, String reason, String remedy) {
        return new ModelException(tensor(key), reason, remedy);
    }

    /** How messages call a tensor. */
    static String tensor(String key) {
        return "checkpoint tensor '" + key + "'";
    }
}
