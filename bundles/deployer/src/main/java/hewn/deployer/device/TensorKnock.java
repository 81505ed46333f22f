package hewn.deployer.device;

import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Knocks with the smallest probe of the tensor transport. */
public final class TensorKnock implements Knock {
    /** Much longer than an answer takes over any link that tensors could be served over. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TensorTransport transport;

    /**
     * Knocks over a transport.
     *
     * @param transport that tensors take
     */
    public TensorKnock(TensorTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletionStage<Boolean> answers(String dataAddress) {
        LinkProbe probe = transport.probe(dataAddress);
        return probe.exchange(LinkProbe.LEAST_SENT, 0)
                .toCompletableFuture()
                .orTimeout(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                .handle((took, silent) -> {
                    probe.close();
                    return silent == null;
                });
    }
}
