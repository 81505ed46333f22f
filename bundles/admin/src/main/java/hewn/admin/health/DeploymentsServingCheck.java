package hewn.admin.health;

import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Is critical while a model that served answers no requests, and warns of attempts to deploy one that failed.
 */
@Component(
        service = HealthCheck.class,
        property = {
            HealthCheck.NAME + "=Deployments serving",
            HealthCheck.TAGS + "=hewn",
            HealthCheck.TAGS + "=deployments"
        })
public final class DeploymentsServingCheck implements HealthCheck {
    private final Deployments deployments;

    /**
     * Checks deployments.
     *
     * @param deployments has the generations
     */
    @Activate
    public DeploymentsServingCheck(@Reference Deployments deployments) {
        this.deployments = deployments;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        List<GenerationStatus> generations = deployments.generations();
        Set<String> serving = generations.stream()
                .filter(g -> g.state() == GenerationState.SERVING)
                .map(g -> g.model().name())
                .collect(Collectors.toSet());
        FormattingResultLog log = new FormattingResultLog();
        generations.forEach(generation -> report(generation, serving, log));
        log.info("{} serving", serving.size());
        return new Result(log);
    }

    private static void report(GenerationStatus generation, Set<String> serving, FormattingResultLog log) {
        boolean served = serving.contains(generation.model().name());
        switch (generation.state()) {
            case FAILED -> log.warn("{}: {}", title(generation), generation.progress());
            case DEGRADED -> log.critical("{}: {}", title(generation), generation.progress());
            case SERVING, DRAINING, RETIRED -> log.debug("{}", title(generation));
            default -> {
                if (!served) {
                    log.temporarilyUnavailable("{}: {}", title(generation), generation.progress());
                }
            }
        }
    }

    private static String title(GenerationStatus generation) {
        return "generation " + generation.number() + " of " + generation.model() + " is " + generation.state();
    }
}
