package hewn.link.stream;

import java.util.function.Supplier;

/** How much waits in a sender, and how much may. */
final class QueueBounds {
    private final Supplier<StreamOptions> options;
    private int frames;
    private long bytes;

    QueueBounds(Supplier<StreamOptions> options) {
        this.options = options;
    }

    /**
     * Takes room.
     *
     * @return whether there was any; a single frame always has room, whatever its size
     */
    synchronized boolean take(QueuedFrame frame) {
        StreamOptions now = options.get();
        boolean room = frames == 0 || frames < now.queueFrames() && bytes + frame.sizeBytes() <= now.queueBytes();
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
