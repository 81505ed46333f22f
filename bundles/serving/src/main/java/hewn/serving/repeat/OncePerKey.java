package hewn.serving.repeat;

import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.HttpProtocol;
import hewn.serving.exchange.RequestException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets the requests of protocols be repeated under a key, with one computation and one reply. What has no key, or is no
 * {@link Endpoint.Action#repeatable repeatable action}, passes as it is. Safe for use by several threads.
 */
public final class OncePerKey {
    private static final long IDLE_SECONDS = 10;

    private final Supplier<Retention> retention;
    private final Repeats repeats;

    /**
     * Begins with all keys free, on threads of its own, which end when they have had nothing to do for a while.
     *
     * @param retention how long and how many replies are kept, asked each time
     */
    public OncePerKey(Supplier<Retention> retention) {
        this(retention, System::nanoTime, threads());
    }

    /**
     * Begins with all keys free.
     *
     * @param retention how long and how many replies are kept, asked each time
     * @param nanoClock a clock as {@link System#nanoTime} is one
     * @param executor makes replies, and begins again to compute what another request failed to
     */
    OncePerKey(Supplier<Retention> retention, LongSupplier nanoClock, Executor executor) {
        this.retention = retention;
        this.repeats = new Repeats(new KeptReplies(retention, nanoClock), executor);
    }

    /** No more tasks wait for a thread than requests may be under way. */
    private static Executor threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                processors, processors, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "serving-repeats");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Lets the requests of protocols be repeated. A key belongs to one request, whatever its protocol.
     *
     * @param protocols by any name
     * @return the same, which know keys
     */
    public Map<String, HttpProtocol> guard(Map<String, HttpProtocol> protocols) {
        return protocols.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> call -> find(entry.getValue(), call)));
    }

    private Endpoint find(HttpProtocol protocol, HttpCall call) throws RequestException {
        Endpoint found = protocol.find(call);
        if (retention.get().time().isZero() || !(found instanceof Endpoint.Action action) || !action.repeatable()) {
            return found;
        }
        Optional<IdempotencyKey> key = IdempotencyKey.of(call);
        return key.isEmpty() ? found : keyed(key.get(), call, action.command());
    }

    private Endpoint keyed(IdempotencyKey key, HttpCall call, Endpoint.Command command) {
        return Endpoint.Action.repeatable(
                (body, deadline) -> repeats.begin(KeyedRequest.of(key, call, command, body, deadline)));
    }
}
