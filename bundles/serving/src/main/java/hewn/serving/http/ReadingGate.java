package hewn.serving.http;

import hewn.serving.exchange.Problem;
import hewn.serving.exchange.RequestException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Bounds how many requests are read and parsed at a time, and how many bytes of bodies are held until they are
 * answered. Safe for use by several threads.
 */
final class ReadingGate {
    private final Supplier<Limits> limits;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    ReadingGate(Supplier<Limits> limits) {
        this.limits = limits;
    }

    /** Lets a request in. */
    Pass enter() throws RequestException {
        int maxRequests = limits.get().concurrentReads();
        if (!take(requests, 1, maxRequests)) {
            throw new RequestException(
                    Problem.OVERLOADED,
                    maxRequests + " requests are being read already; ask again later or send fewer at a time");
        }
        return new Pass();
    }

    private static boolean take(AtomicLong taken, long amount, long limit) {
        if (taken.addAndGet(amount) <= limit) {
            return true;
        }
        taken.addAndGet(-amount);
        return false;
    }

    /** What one request holds. */
    final class Pass {
        private boolean reading = true;
        private boolean left;
        private long held;

        /** Asks for room for a part of the body. A request that was answered already gets none. */
        synchronized void hold(long more) throws RequestException {
            long maxBytes = limits.get().heldBytes();
            if (left || !take(bytes, more, maxBytes)) {
                throw new RequestException(
                        Problem.OVERLOADED,
                        "the requests under way fill the " + maxBytes
                                + " bytes that are set aside for them; ask again later or send less at a time");
            }
            held += more;
        }

        /** The body is a request now: the next one may be read. */
        synchronized void parsed() {
            if (reading) {
                reading = false;
                requests.decrementAndGet();
            }
        }

        /** The request is answered. */
        synchronized void leave() {
            left = true;
            parsed();
            bytes.addAndGet(-held);
            held = 0;
        }
    }
}
