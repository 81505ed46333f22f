package hewn.admin.health;

import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.InferenceService;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Is critical while a model that served answers no requests, and warns of an attempt to deploy one that failed, or a
 * canary that was rolled back, until a later one serves or the model is undeployed; not of a move that nobody ordered, for it
 * costs nothing. A model that never served is nobody's loss while it is on its way.
 */
@Component(
        service = HealthCheck.class,
        property = {
            HealthCheck.NAME + "=Deployments serving",
            HealthCheck.TAGS + "=hewn",
            HealthCheck.TAGS + "=deployments"
        })
public final class DeploymentsServingCheck implements HealthCheck {
    private static final Set<GenerationState> SERVING = EnumSet.of(GenerationState.SERVING);
    private static final Set<GenerationState> ENDING =
            EnumSet.of(GenerationState.DRAINING, GenerationState.RETIRED, GenerationState.FAILED);

    private final Deployments deployments;
    private final InferenceService inference;

    /**
     * Checks deployments.
     *
     * @param deployments has the generations
     * @param inference knows which models clients may expect an answer of
     */
    @Activate
    public DeploymentsServingCheck(@Reference Deployments deployments, @Reference InferenceService inference) {
        this.deployments = deployments;
        this.inference = inference;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        List<GenerationStatus> generations = deployments.generations();
        FormattingResultLog log = new FormattingResultLog();
        generations.forEach(generation -> report(generation, generations, log));
        log.info(
                "{} serving",
                generations.stream().filter(DeploymentsServingCheck::isServing).count());
        return new Result(log);
    }

    private void report(GenerationStatus generation, List<GenerationStatus> all, FormattingResultLog log) {
        String line = title(generation) + ": " + generation.progress();
        switch (generation.state()) {
            case FAILED -> {
                if (!isSettled(generation, all) && !isNeedlessMove(generation, all)) {
                    log.warn("{}", line);
                }
            }
            case DEGRADED -> log.critical("{}", line);
            case RETIRED -> {
                if (generation.failure().isPresent() && !isSettled(generation, all)) {
                    log.warn("{}", line); // a canary that was rolled back
                } else {
                    log.debug("{}", line);
                }
            }
            case SERVING, DRAINING -> log.debug("{}", line);
            default -> {
                if (isAwaited(generation.model().name())) {
                    log.temporarilyUnavailable("{}", line);
                }
            }
        }
    }

    private static boolean isServing(GenerationStatus generation) {
        return generation.state() == GenerationState.SERVING;
    }

    /** Nobody ordered it, and what was to move serves where it is. */
    private static boolean isNeedlessMove(GenerationStatus failed, List<GenerationStatus> all) {
        return failed.review().isPresent()
                && all.stream()
                        .filter(DeploymentsServingCheck::isServing)
                        .anyMatch(serving ->
                                serving.model().name().equals(failed.model().name()));
    }

    private boolean isSettled(GenerationStatus ended, List<GenerationStatus> all) {
        return isSuperseded(ended, all) || isUndeployed(ended);
    }

    private boolean isUndeployed(GenerationStatus ended) {
        OptionalLong since = deployments.wantedSince(ended.model().name());
        return since.isEmpty() || ended.number() < since.getAsLong();
    }

    /** Something came to serve after it ended; that may have the smaller number, for an order gives way to repairs. */
    private static boolean isSuperseded(GenerationStatus ended, List<GenerationStatus> all) {
        Instant end = firstIn(ended, ENDING);
        return all.stream()
                .filter(DeploymentsServingCheck::isServing)
                .filter(serving -> serving.model().name().equals(ended.model().name()))
                .anyMatch(serving -> !firstIn(serving, SERVING).isBefore(end));
    }

    private static Instant firstIn(GenerationStatus generation, Set<GenerationState> states) {
        return generation.history().stream()
                .filter(step -> states.contains(step.state()))
                .map(GenerationStatus.Step::at)
                .findFirst()
                .orElse(Instant.MIN);
    }

    /** Whether it served, and is brought back now. */
    private boolean isAwaited(String model) {
        return inference.served().stream()
                .anyMatch(served -> served.model().name().equals(model) && !served.available());
    }

    private static String title(GenerationStatus generation) {
        return "generation " + generation.number() + " of " + generation.model() + " is " + generation.state();
    }
}
