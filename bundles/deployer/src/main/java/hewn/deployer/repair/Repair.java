package hewn.deployer.repair;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.queue.Turn;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces what does not serve any more by a new generation, in its turn, and is never left halfway. */
final class Repair implements Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    /** Failures that only somebody's help can avert. */
    private static final Set<FailureCode> HOPELESS = Set.of(
            FailureCode.NO_DEVICES,
            FailureCode.NO_PLACEMENT,
            FailureCode.DEVICE_CUT_OFF,
            FailureCode.MODEL_MISSING,
            FailureCode.MODEL_DAMAGED,
            FailureCode.SIGNATURE_MISSING,
            FailureCode.CUT_FAILED,
            FailureCode.EXIT_UNFIT);

    private final DeploymentState state;
    private final Losses losses;
    private final Outage outage;
    private final RepairTimer timer;
    private final Leftover leftover;
    private final Retirements retirements;
    private final Generations generations;
    private final Mending mending;

    /**
     * The repair of one deployment.
     *
     * @param timer is told when one failed
     * @param mending is what the deployment does
     */
    Repair(
            DeploymentState state,
            Losses losses,
            Outage outage,
            RepairTimer timer,
            Leftover leftover,
            Retirements retirements,
            Generations generations,
            Mending mending) {
        this.state = state;
        this.losses = losses;
        this.outage = outage;
        this.timer = timer;
        this.leftover = leftover;
        this.retirements = retirements;
        this.generations = generations;
        this.mending = mending;
    }

    @Override
    public Rank rank() {
        return Rank.REPAIR;
    }

    @Override
    public void giveWay(Runnable interrupt) {
        // nothing goes before it
    }

    @Override
    public void run() {
        try {
            Optional<GenerationRecord> restored = leftover.takeRestored();
            if (restored.isEmpty() && state.isServing()) {
                return; // what was ordered meanwhile has repaired it
            }
            GenerationRecord generation =
                    restored.orElseGet(() -> generations.begin(state.wanted().model()));
            if (unloadFormer()) {
                mending.bringBack(generation);
            } else {
                generation.enter(GenerationState.FAILED, RolloutAttempt.cancelled());
            }
            if (generation.status().state() == GenerationState.FAILED && !state.isServing()) {
                failed(generation);
            }
        } catch (UncheckedIOException failure) {
            LOG.warn("Model {} is not repaired yet: {}", state.wanted().model(), failure.getMessage(), failure);
            timer.again();
        }
    }

    /**
     * What no longer answers makes room for what is to replace it, for which its requests wait.
     *
     * @return false if it does answer, and nothing was unloaded
     */
    private boolean unloadFormer() {
        synchronized (state) {
            if (state.isServing()) {
                return false;
            }
            outage.awaitRepair();
            state.active()
                    .ifPresent(former -> retirements.unload(former.generation().number(), former.devices()));
            leftover.unload();
            losses.needReload();
            return true;
        }
    }

    private void failed(GenerationRecord generation) {
        if (mending.makeRoom(generation)) {
            timer.after(Duration.ZERO);
        } else if (!timer.grace()) { // a device that nobody stands in for may be started again soon
            giveUp(generation.status().failure().orElseThrow());
            timer.again();
        }
    }

    /** Where another attempt would end alike, nobody is to wait for it; what was a mishap may go better next time. */
    private void giveUp(Failure failure) {
        if (HOPELESS.stream().anyMatch(code -> code.isCodeOf(failure))) {
            synchronized (state) {
                outage.giveUp(losses.explain(failure), RepairTimer.FIRST_RETRY);
            }
        }
    }
}
