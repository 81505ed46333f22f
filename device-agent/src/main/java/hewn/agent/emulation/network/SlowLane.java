package hewn.agent.emulation.network;

import hewn.agent.emulation.punctuality.Punctuality;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One direction of one connection: bytes leave in pieces, as the link allows, and arrive a latency later. Only the event
 * loop of the connection calls it.
 */
final class SlowLane {
    private final LinkPacer link;
    private final Timer timer;
    private final Punctuality punctuality;
    private final Consumer<ByteBuf> arrival;
    private final Queue<Piece> leaving = new ArrayDeque<>();
    private final Queue<Travelling> travelling = new ArrayDeque<>();
    private Runnable onEmpty = () -> {};
    private long leavesAt; // of the first of them

    /**
     * An empty lane.
     *
     * @param link which it shares with other connections
     * @param timer of the event loop
     * @param punctuality counts pieces that arrive too late
     * @param arrival is given the pieces, in order
     */
    SlowLane(LinkPacer link, Timer timer, Punctuality punctuality, Consumer<ByteBuf> arrival) {
        this.link = link;
        this.timer = timer;
        this.punctuality = punctuality;
        this.arrival = arrival;
    }

    /** The clock and the alarms of an event loop. */
    interface Timer extends LongSupplier {
        /** Runs something as soon as possible after some nanoseconds. */
        void schedule(Runnable task, long delayNanos);
    }

    /** Some bytes that have not left yet; who sent them may hear of it when they have. */
    private record Piece(ByteBuf bytes, long availableAt, Optional<ChannelPromise> left) {}

    /** Some bytes that are on their way. */
    private record Travelling(ByteBuf bytes, long arrivesAt, long tookNanos) {}

    boolean isEmpty() {
        return leaving.isEmpty() && travelling.isEmpty();
    }

    /** Sends bytes, and owns them from now on. */
    void send(ByteBuf bytes, Optional<ChannelPromise> left) {
        boolean idle = leaving.isEmpty();
        long now = timer.getAsLong();
        while (bytes.readableBytes() > link.pieceBytes()) {
            leaving.add(new Piece(bytes.readRetainedSlice(link.pieceBytes()), now, Optional.empty()));
        }
        leaving.add(new Piece(bytes, now, left));
        if (idle) {
            begin();
        }
    }

    private void begin() {
        Piece piece = leaving.element();
        leavesAt = link.leave(piece.bytes().readableBytes(), piece.availableAt());
        timer.schedule(this::leave, leavesAt - timer.getAsLong());
    }

    private void leave() {
        if (leaving.isEmpty()) {
            return; // it was dropped
        }
        Piece piece = leaving.remove();
        long arrivesAt = leavesAt + link.latencyNanos();
        travelling.add(new Travelling(piece.bytes(), arrivesAt, arrivesAt - piece.availableAt()));
        timer.schedule(this::arrive, arrivesAt - timer.getAsLong());
        piece.left().ifPresent(ChannelPromise::trySuccess);
        if (!leaving.isEmpty()) {
            begin();
        }
    }

    private void arrive() {
        long now = timer.getAsLong();
        while (!travelling.isEmpty() && travelling.element().arrivesAt() - now <= 0) {
            Travelling piece = travelling.remove();
            punctuality.count(piece.tookNanos(), now - piece.arrivesAt());
            arrival.accept(piece.bytes());
        }
        tellIfEmpty();
    }

    private void tellIfEmpty() {
        if (isEmpty()) {
            Runnable told = onEmpty;
            onEmpty = () -> {};
            told.run();
        }
    }

    /** Runs something once everything has arrived, which may be now. */
    void whenEmpty(Runnable task) {
        Runnable before = onEmpty;
        onEmpty = () -> {
            before.run();
            task.run();
        };
        tellIfEmpty();
    }

    /** Has everything arrive at once: the other side is gone. */
    void hurry() {
        travelling.forEach(piece -> arrival.accept(piece.bytes()));
        travelling.clear();
        leaving.forEach(piece -> arrival.accept(piece.bytes()));
        leaving.clear();
        tellIfEmpty();
    }

    /** Forgets everything; who waits for it hears why. */
    void drop(Throwable why) {
        travelling.forEach(piece -> piece.bytes().release());
        travelling.clear();
        leaving.forEach(piece -> {
            piece.bytes().release();
            piece.left().ifPresent(promise -> promise.tryFailure(why));
        });
        leaving.clear();
        tellIfEmpty();
    }

    /** The timer of an event loop of Netty. */
    static Timer timer(EventExecutor loop) {
        return new Timer() {
            @Override
            public long getAsLong() {
                return System.nanoTime();
            }

            @Override
            public void schedule(Runnable task, long delayNanos) {
                loop.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
            }
        };
    }
}
