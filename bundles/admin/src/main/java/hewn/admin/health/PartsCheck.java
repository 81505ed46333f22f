package hewn.admin.health;

import hewn.fleet.FleetMonitor;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import hewn.pipeline.InferenceService;
import hewn.placement.Planner;
import hewn.wire.ControlChannel;
import java.util.List;
import java.util.function.Predicate;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Tells which parts of the gateway are not there: while it starts, or because one could not start. The other checks can't
 * tell, for they wait for these parts themselves.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=Parts of the gateway", HealthCheck.TAGS + "=hewn"})
public final class PartsCheck implements HealthCheck {
    private static final List<Class<?>> PARTS = List.of(
            ControlChannel.class,
            FleetMonitor.class,
            ModelRepository.class,
            Planner.class,
            InferenceEngine.class,
            Deployments.class,
            InferenceService.class);

    private final Predicate<Class<?>> isThere;

    /**
     * Checks a framework.
     *
     * @param context sees the services
     */
    @Activate
    public PartsCheck(BundleContext context) {
        this(part -> context.getServiceReference(part) != null);
    }

    PartsCheck(Predicate<Class<?>> isThere) {
        this.isThere = isThere;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        PARTS.stream()
                .filter(isThere.negate())
                .forEach(part -> log.temporarilyUnavailable(
                        "{} is missing: it is still starting, or the gateway's log tells why it does not",
                        part.getSimpleName()));
        log.info("{} parts in all", PARTS.size());
        return new Result(log);
    }
}
