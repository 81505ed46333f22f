package hewn.agent.emulation.network;

import hewn.fleet.Link;

/**
 * What all connections over one link in one direction have in common: one byte leaves after another. Safe for use by
 * several threads.
 */
final class LinkPacer {
    private static final double PIECE_SECONDS = 0.002;
    private static final int LEAST_PIECE_BYTES = 1448; // of an Ethernet packet
    private static final int MOST_PIECE_BYTES = 64 << 10;

    private final double bandwidthBytesPerSecond;
    private final long latencyNanos;
    private long freeAt;
    private boolean used;

    LinkPacer(Link link) {
        this.bandwidthBytesPerSecond = link.bandwidthBytesPerSecond();
        this.latencyNanos = link.latency().toNanos();
    }

    /** The bytes after which another connection may have its turn. */
    int pieceBytes() {
        return (int) Math.max(LEAST_PIECE_BYTES, Math.min(MOST_PIECE_BYTES, bandwidthBytesPerSecond * PIECE_SECONDS));
    }

    long latencyNanos() {
        return latencyNanos;
    }

    /**
     * Puts bytes on the link behind those that were put there before.
     *
     * @param bytes how many
     * @param availableAt when they could leave at the earliest, by some clock
     * @return when the last of them has left, by the same clock
     */
    synchronized long leave(long bytes, long availableAt) {
        long begin = used && freeAt - availableAt > 0 ? freeAt : availableAt;
        used = true;
        freeAt = begin + Math.round(bytes / bandwidthBytesPerSecond * 1e9);
        return freeAt;
    }
}
