package hewn.deployer.canary;

import hewn.deployer.journal.Journal;
import hewn.pipeline.PipelineSwitch;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place for a canary beside what serves: which one has it, what requests go to it, and what the journal says of that.
 * Guarded by the state of the deployment.
 */
final class CanarySlot {
    private static final Logger LOG = LoggerFactory.getLogger(CanarySlot.class);

    private final PipelineSwitch pipelines;
    private final Journal journal;
    private Optional<RunningCanary> running = Optional.empty();

    /** No canary has it. */
    CanarySlot(PipelineSwitch pipelines, Journal journal) {
        this.pipelines = pipelines;
        this.journal = journal;
    }

    /** The one that has it. */
    Optional<RunningCanary> running() {
        return running;
    }

    /** Gives it to one, which is written down before; the one that had it until then. */
    Optional<RunningCanary> give(RunningCanary next) throws IOException {
        journal.putCanary(next.entry());
        Optional<RunningCanary> former = running;
        running = Optional.of(next);
        pipelines.serveCanary(next.active().pipeline(), next.terms().share());
        return former;
    }

    /** One has it that was written down, and got requests, already. */
    void adopt(RunningCanary adopted) {
        running = Optional.of(adopted);
    }

    /** The one that had it serves, which is written down elsewhere. */
    void promoted() {
        running = Optional.empty();
    }

    /** No canary has it from now on, nor will after a restart; the caller sees to what becomes of the one that had it. */
    Optional<RunningCanary> take() {
        Optional<RunningCanary> taken = running;
        running = Optional.empty();
        taken.ifPresent(canary -> forget(canary.model()));
        return taken;
    }

    /** No canary of a model is brought back after a restart. */
    void forget(String model) {
        try {
            journal.removeCanary(model);
        } catch (IOException failure) {
            LOG.warn("The canary of '{}' is in the journal still, and dropped at the next start", model, failure);
        }
    }
}
