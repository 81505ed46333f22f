package hewn.agent.stages;

import hewn.wire.Frame;
import hewn.wire.FrameSender;
import hewn.wire.TensorTransport;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A stage's way out, over a connection of its own. One thread sends, and waits for room before it computes what it will
 * send: so at most {@value #WAITING} outputs are in memory.
 */
final class Outlet {
    private static final int WAITING = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TensorTransport transport;
    private final BiConsumer<Frame.Tensors, String> onLost;
    private final Semaphore room = new Semaphore(WAITING);
    private FrameSender sender;
    private String address;

    /**
     * A way out.
     *
     * @param transport makes the connection
     * @param address where to
     * @param onLost is given frames that could not be sent, and why
     */
    Outlet(TensorTransport transport, String address, BiConsumer<Frame.Tensors, String> onLost) {
        this.transport = transport;
        this.onLost = onLost;
        this.address = address;
        this.sender = transport.connect(address);
    }

    void awaitRoom() throws InterruptedException {
        room.acquire();
        room.release();
    }

    void send(Frame.Tensors frame) {
        room.acquireUninterruptibly();
        current().send(frame).whenComplete((written, why) -> {
            room.release();
            if (why != null) {
                onLost.accept(frame, why.getMessage());
            }
        });
    }

    private synchronized FrameSender current() {
        return sender;
    }

    /** Sends what comes from now on to another address. */
    synchronized void reroute(String other) {
        if (!other.equals(address)) {
            sender.close();
            sender = transport.connect(other);
            address = other;
        }
    }

    /** Closes when all is written, or has had its time. */
    void close() throws InterruptedException {
        room.tryAcquire(WAITING, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        current().close();
    }
}
