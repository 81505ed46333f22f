package hewn.cli.text;

/**
 * How far something is, told while it goes on. The first call of {@link #at} begins it; to close one that never began
 * tells nothing, nor do calls after that.
 */
public interface Progress extends AutoCloseable {
    /**
     * Tells how much is done. From any thread.
     *
     * @param done from 0 to the total
     * @param total how much there is to do; the same in all calls
     */
    void at(long done, long total);

    /** Tells for the last time how much is done; what is written then begins on a new line. */
    @Override
    void close();
}
