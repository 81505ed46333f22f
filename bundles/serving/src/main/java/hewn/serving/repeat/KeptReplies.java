package hewn.serving.repeat;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What becomes of each key: it is free, a request with it is under way, or has its reply for some time. Safe for use by
 * several threads, none of which waits for a computation.
 *
 * <p>A plain map in the order of arrival, for the oldest reply is the first that may go. A cache such as Caffeine would
 * admit new entries only if they are asked for more often than old ones, but a repetition follows its request closely: it is
 * the new ones that count.
 */
final class KeptReplies {
    /** What a reply takes beside its body: the key, the digest, the headers, and the objects that hold them together. */
    static final int ENTRY_BYTES = 2048;

    private final Supplier<Retention> retention;
    private final LongSupplier nanoClock;
    private final Map<IdempotencyKey, SharedComputation> underWay = new HashMap<>();
    private final Map<IdempotencyKey, Kept> kept = new LinkedHashMap<>(); // the oldest first
    private long keptBytes;

    private record Kept(SharedComputation computation, long sinceNanos, long bytes) {}

    KeptReplies(Supplier<Retention> retention, LongSupplier nanoClock) {
        this.retention = retention;
        this.nanoClock = nanoClock;
    }

    /** The computation that has the key: the one that is given, if the key was free. It must then be settled. */
    synchronized SharedComputation claim(IdempotencyKey key, SharedComputation computation) {
        forgetExpired();
        Kept known = kept.get(key);
        if (known != null) {
            return known.computation();
        }
        SharedComputation before = underWay.putIfAbsent(key, computation);
        return before == null ? computation : before;
    }

    /** Ends a computation that has a key. Without a success the key is free again. */
    void settle(IdempotencyKey key, SharedComputation computation, Optional<KeptReply> success) {
        synchronized (this) {
            underWay.remove(key, computation);
            success.ifPresent(reply -> keep(key, computation, ENTRY_BYTES + reply.sizeBytes()));
        }
        computation.end(success);
    }

    private void keep(IdempotencyKey key, SharedComputation computation, long bytes) {
        long most = retention.get().memoryBytes();
        if (bytes > most) {
            return; // those who wait for it get it, and all others have room
        }
        forgetExpired();
        forgetOldest(any -> keptBytes + bytes > most);
        kept.put(key, new Kept(computation, nanoClock.getAsLong(), bytes));
        keptBytes += bytes;
    }

    private void forgetExpired() {
        long now = nanoClock.getAsLong();
        long longest = retention.get().time().toNanos();
        forgetOldest(one -> now - one.sinceNanos() >= longest);
    }

    private void forgetOldest(Predicate<Kept> superfluous) {
        Iterator<Kept> oldest = kept.values().iterator();
        while (oldest.hasNext()) {
            Kept one = oldest.next();
            if (!superfluous.test(one)) {
                return;
            }
            oldest.remove();
            keptBytes -= one.bytes();
        }
    }
}
