package hewn.link.stream;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Finds the addresses of hosts. One that is given by its address needs no look-up and waits for none; names are looked up
 * by several threads, for one look-up may take long. Safe for use by several threads.
 */
final class Names implements AutoCloseable {
    /** So many names may be slow before others wait for them. */
    static final int AT_A_TIME = 16;

    private static final int IDLE_SECONDS = 10;

    private final Lookup lookup;
    private final ExecutorService threads;

    /** What the system does by default. */
    Names() {
        this(InetAddress::getByName);
    }

    Names(Lookup lookup) {
        this.lookup = lookup;
        this.threads = threads();
    }

    /** Asks whoever knows of names. It may take its time. */
    interface Lookup {
        InetAddress find(String host) throws UnknownHostException;
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                AT_A_TIME,
                AT_A_TIME,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("hewn-names", true));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The stage fails if there is no such host. */
    CompletionStage<InetAddress> find(String host) {
        return literal(host)
                .<CompletionStage<InetAddress>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> lookUp(host));
    }

    private static Optional<InetAddress> literal(String host) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(host));
    }

    private CompletionStage<InetAddress> lookUp(String host) {
        CompletableFuture<InetAddress> found = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                found.complete(lookup.find(host));
            } catch (UnknownHostException unknown) {
                found.completeExceptionally(new UnknownHostException("there is no such host"));
            } catch (RuntimeException denied) { // such as by a provider of look-ups; whoever connects waits for this
                found.completeExceptionally(denied);
            }
        });
        return found;
    }

    /** Looks nothing up any more. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
