package hewn.link.stream;

/** How much waits in a sender, and how much may. */
final class QueueBounds {
    private final StreamOptions options;
    private int frames;
    private long bytes;

    QueueBounds(StreamOptions options) {
        this.options = options;
    }

    /**
     * Takes room.
     *
     * @return whether there was any; a single frame always has room, whatever its size
     */
    synchronized boolean take(QueuedFrame frame) {
        boolean room =
                frames == 0 || frames < options.queueFrames() && bytes + frame.sizeBytes() <= options.queueBytes();
        if (room) {
            frames++;
            bytes += frame.sizeBytes();
        }
        return room;
    }

    synchronized void giveBack(QueuedFrame frame) {
        frames--;
        bytes -= frame.sizeBytes();
    }

    @Override
    public synchronized String toString() {
        return frames + " frames with " + bytes + " bytes";
    }
}
