package hewn.deployer.canary;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.journal.CanaryEntry;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;

/**
 * A canary that takes its share.
 *
 * @param request what was asked for
 * @param terms how much it gets, and when it ends
 * @param active its generation, and what runs
 */
public record RunningCanary(DeploymentRequest request, CanaryTerms terms, Active active) {
    /**
     * The generation that is tried.
     *
     * @return its record
     */
    public GenerationRecord generation() {
        return active.generation();
    }

    String model() {
        return request.model().name();
    }

    CanaryEntry entry() {
        return CanaryEntry.of(active.entry(request), terms);
    }

    /** For people. */
    String progress() {
        return "canary: tried with " + CanaryJudge.percent(terms.share()) + " of the requests on " + active.route();
    }
}
