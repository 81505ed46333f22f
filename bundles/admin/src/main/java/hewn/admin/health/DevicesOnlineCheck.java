package hewn.admin.health;

import hewn.fleet.FleetMonitor;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns while no device is online: nothing can be deployed then.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=Devices online", HealthCheck.TAGS + "=hewn", HealthCheck.TAGS + "=devices"})
public final class DevicesOnlineCheck implements HealthCheck {
    private final FleetMonitor fleet;

    /**
     * Checks a fleet.
     *
     * @param fleet knows the devices
     */
    @Activate
    public DevicesOnlineCheck(@Reference FleetMonitor fleet) {
        this.fleet = fleet;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        int online = fleet.snapshot().devices().size();
        if (online == 0) {
            log.warn("No device is online: start an agent with this gateway's broker");
        } else {
            log.info("{} online", online);
        }
        return new Result(log);
    }
}
