package hewn.engine.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The end of what a process printed, however much that was. Safe for use by several threads. */
final class LastWords {
    private static final int KEPT_BYTES = 2048;

    private final byte[] ring = new byte[KEPT_BYTES];
    private long printed;

    /**
     * Reads a stream to its end.
     *
     * @param stream what a process prints
     */
    void drain(InputStream stream) {
        byte[] chunk = new byte[KEPT_BYTES];
        try (stream) {
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                keep(chunk, read);
            }
        } catch (IOException ended) {
            // the process is gone, and with it what it would have said
        }
    }

    private synchronized void keep(byte[] chunk, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (printed++ % KEPT_BYTES)] = chunk[i];
        }
    }

    /** What was printed last, without blanks around it. */
    @Override
    public synchronized String toString() {
        int kept = (int) Math.min(printed, KEPT_BYTES);
        byte[] words = new byte[kept];
        for (int i = 0; i < kept; i++) {
            words[i] = ring[(int) ((printed - kept + i) % KEPT_BYTES)];
        }
        return new String(words, StandardCharsets.UTF_8).strip();
    }
}
