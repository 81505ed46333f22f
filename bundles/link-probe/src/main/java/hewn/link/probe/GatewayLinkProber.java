package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.wire.ControlChannel;
import hewn.wire.GatewayLaunch;
import hewn.wire.TensorTransport;
import hewn.wire.Topics;
import hewn.wire.Transfers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Measures the links from the gateway to the devices of its site, which the framework property {@code hewn.site} names.
 */
@Component(name = "hewn.link.probe", service = GatewayLinkProber.class, immediate = true)
@Designate(ocd = GatewayLinkProber.Config.class)
public final class GatewayLinkProber {
    private static final int TICK_MILLIS = 200;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hewn-link-probe");
        thread.setDaemon(true);
        return thread;
    });

    private final Transfers transfers;
    private final LinkProber prober;
    private volatile Duration refresh = Duration.ZERO;

    /** What an administrator may set. */
    @ObjectClassDefinition(name = "Hewn link probe", description = "Measures the links from this gateway to devices")
    public @interface Config {
        /**
         * How old a measurement may be.
         *
         * @return in seconds
         */
        @AttributeDefinition(
                name = "Refresh (s)",
                description = "After so many seconds a link is measured again; 0 if no link is to be measured",
                min = "0",
                max = "31536000")
        int refreshSeconds() default 300;
    }

    /**
     * Begins to probe.
     *
     * @param channel the gateway's control channel
     * @param transport to reach devices
     * @param transfers what passes the gateway, which probes must not disturb
     * @param context has the framework properties
     * @param config what can be configured
     */
    @Activate
    public GatewayLinkProber(
            @Reference ControlChannel channel,
            @Reference TensorTransport transport,
            @Reference Transfers transfers,
            BundleContext context,
            Config config) {
        change(config);
        Topics topics = GatewayLaunch.of(context::getProperty).topics();
        String session = UUID.randomUUID().toString();
        prober = new LinkProber(
                new LinkProber.Site(DeviceId.GATEWAY, session, channel, topics, transport),
                () -> refresh,
                transfers::isIdle,
                System::nanoTime);
        this.transfers = transfers;
        transfers.tell(prober::received);
        timer.scheduleWithFixedDelay(this::probe, 1000, TICK_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(prober::publish, 2, 5, TimeUnit.SECONDS);
    }

    @Modified
    void change(Config config) {
        refresh = Duration.ofSeconds(Math.max(0, config.refreshSeconds()));
    }

    private void probe() {
        if (!refresh.isZero()) {
            prober.probe();
        }
    }

    /** Probes no more. */
    @Deactivate
    public void close() {
        transfers.tell((sender, bytes, nanos) -> {});
        timer.shutdownNow();
        prober.close();
    }
}
