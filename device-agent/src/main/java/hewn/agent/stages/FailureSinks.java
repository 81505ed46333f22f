package hewn.agent.stages;

import hewn.wire.Frame;
import hewn.wire.FrameSender;
import hewn.wire.TensorTransport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the dispatcher of a generation what failed, even when the generation is unloaded already. Safe for use by
 * several threads.
 */
final class FailureSinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FailureSinks.class);
    private static final int REMEMBERED_GENERATIONS = 1024;
    private static final int REMEMBERED_SINKS = 8;

    private final Function<String, FrameSender> connect;
    private final Map<Long, String> addresses = new LinkedHashMap<>();
    private final Map<String, FrameSender> senders = new LinkedHashMap<>(16, 0.75f, true);

    FailureSinks(TensorTransport transport) {
        this.connect = transport::connect;
    }

    /** Remembers where the failures of a generation go. */
    synchronized void remember(long generation, String address) {
        addresses.remove(generation);
        addresses.put(generation, address);
        if (addresses.size() > REMEMBERED_GENERATIONS) {
            addresses.remove(addresses.keySet().iterator().next());
        }
    }

    /** Sends a failure, or logs it if nobody can be told. */
    void send(Frame.Failure failure) {
        sender(failure.generation())
                .ifPresentOrElse(
                        sender -> sender.send(failure).whenComplete((written, why) -> logLost(failure, why)),
                        () -> LOG.warn("dropped a request of an unknown generation: {}", failure));
    }

    private static void logLost(Frame.Failure failure, Throwable why) {
        if (why != null) {
            LOG.warn("could not tell of {}: {}", failure, why.getMessage());
        }
    }

    private synchronized Optional<FrameSender> sender(long generation) {
        Optional<FrameSender> sender = Optional.ofNullable(addresses.get(generation))
                .map(address -> senders.computeIfAbsent(address, connect));
        if (senders.size() > REMEMBERED_SINKS) {
            String eldest = senders.keySet().iterator().next();
            senders.remove(eldest).close();
        }
        return sender;
    }

    @Override
    public synchronized void close() {
        senders.values().forEach(FrameSender::close);
        senders.clear();
    }
}
