package hewn.link.stream;

import hewn.wire.Frame;
import hewn.wire.FrameReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Keeps what arrives, and is done with it when the test says so. */
final class Inbox implements FrameReceiver {
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final boolean doneAtOnce;

    Inbox(boolean doneAtOnce) {
        this.doneAtOnce = doneAtOnce;
    }

    record Arrival(Frame frame, long receiveNanos, CompletableFuture<Void> done) {}

    @Override
    public CompletionStage<?> receive(Frame frame, long receiveNanos) {
        Arrival arrival = new Arrival(frame, receiveNanos, new CompletableFuture<>());
        if (doneAtOnce) {
            arrival.done().complete(null);
        }
        arrivals.add(arrival);
        return arrival.done();
    }

    Arrival next() {
        return next(Duration.ofSeconds(20)).orElseThrow(() -> new AssertionError("no frame arrived within 20 s"));
    }

    Optional<Arrival> next(Duration patience) {
        try {
            return Optional.ofNullable(arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    List<Frame> next(int count) {
        return IntStream.range(0, count).mapToObj(i -> next().frame()).toList();
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }
}
