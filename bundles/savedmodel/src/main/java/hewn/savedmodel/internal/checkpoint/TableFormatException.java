package hewn.savedmodel.internal.checkpoint;

import java.io.IOException;

/** A table is not what LevelDB's format says; the message tells where it goes wrong. */
final class TableFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TableFormatException(String message) {
        super(message);
    }
}
