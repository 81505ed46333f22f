package hewn.admin.health;

import hewn.placement.Planner;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns of strategies that are not asked any more, do not end, or are configured and not on offer, and is critical while there
 * is none to ask: nothing could be placed.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=Strategies trusted", HealthCheck.TAGS + "=hewn", HealthCheck.TAGS + "=planner"
        })
public final class StrategiesTrustedCheck implements HealthCheck {
    private final Planner planner;

    /**
     * Checks a planner.
     *
     * @param planner knows the strategies
     */
    @Activate
    public StrategiesTrustedCheck(@Reference Planner planner) {
        this.planner = planner;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        planner.quarantined()
                .forEach(set -> log.warn(
                        "strategy '{}' is not asked any more: {}; replace its jar in the load folder",
                        set.strategy(),
                        set.reason()));
        planner.runaways()
                .forEach(strategy -> log.warn(
                        "strategy '{}' was interrupted and does not end: it takes a processor until the gateway is restarted",
                        strategy));
        planner.unoffered()
                .forEach(unoffered -> log.warn(
                        "'Hewn planner' names the strategy '{}' in {}, but none of that name is on offer, so it is not asked:"
                                + " correct the name, or drop its bundle into the load folder; on offer are {}",
                        unoffered.strategy(),
                        unoffered.setting(),
                        planner.strategies()));
        if (planner.strategies().isEmpty()) {
            log.critical("no strategy is on offer; drop the bundle of one into the load folder");
        }
        log.info("{} strategies on offer", planner.strategies().size());
        return new Result(log);
    }
}
