package hewn.admin.health;

import hewn.wire.ControlChannel;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Is critical while the gateway has no connection to its broker: it knows nothing of the devices then.
 */
@Component(
        service = HealthCheck.class,
        immediate = true, // hears of the connection from the beginning
        property = {HealthCheck.NAME + "=Broker connected", HealthCheck.TAGS + "=hewn", HealthCheck.TAGS + "=broker"})
public final class BrokerConnectedCheck implements HealthCheck {
    private final ControlChannel.Registration registration;
    private volatile boolean connected;

    /**
     * Checks a connection.
     *
     * @param channel goes through the broker
     */
    @Activate
    public BrokerConnectedCheck(@Reference ControlChannel channel) {
        registration = channel.onConnection(now -> connected = now);
    }

    /** Hears of the connection no more. */
    @Deactivate
    public void close() {
        registration.close();
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        if (connected) {
            log.info("Connected");
        } else {
            log.critical("The broker can't be reached: see whether it runs, and the gateway's log");
        }
        return new Result(log);
    }
}
