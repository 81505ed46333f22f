package hewn.deployer.repair;

import hewn.deployer.device.LifeSign;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.queue.Turn;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import hewn.placement.Stage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over the devices of what serves: requests wait while one is missing, and those that do not come back are
 * replaced.
 */
public final class Repair {
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
    private final Leftover leftover;
    private final Retirements retirements;
    private final PipelineSwitch pipelines;
    private final Generations generations;
    private final RolloutQueue queue;
    private final LifeSign lifeSign;
    private final Runnable replaceAtOnce;
    private final Consumer<GenerationRecord> roll;
    private final Predicate<GenerationRecord> makeRoom;
    private final RepairTimer timer;
    private final Turn turn = Turn.repair(this::repairNow);

    // Guarded by the state.
    private final Map<DeviceId, Boolean> offline = new HashMap<>(); // whether they were stopped
    private final Set<DeviceId> missing = new HashSet<>();
    private boolean reloadNeeded;

    /** Devices for whose coming an order gave way since something served; it does so once for each. */
    private final Set<DeviceId> tried = new HashSet<>();

    /**
     * Repairs of one deployment.
     *
     * @param state of the deployment
     * @param leftover what a former process of the gateway left
     * @param retirements takes down what ends
     * @param pipelines decides where requests go
     * @param generations begins generations
     * @param patience with a device that went offline
     * @param queue of the deployment's rollouts
     * @param lifeSign asks a device that went offline whether it answers all the same
     * @param replaceAtOnce is run when a device does not; it returns at once, and sees elsewhere whether anything is to be done
     * @param roll brings back what is wanted, where it was if that is possible
     * @param makeRoom for what could not be brought back; false if there was nothing to be done
     */
    public Repair(
            DeploymentState state,
            Leftover leftover,
            Retirements retirements,
            PipelineSwitch pipelines,
            Generations generations,
            Duration patience,
            RolloutQueue queue,
            LifeSign lifeSign,
            Runnable replaceAtOnce,
            Consumer<GenerationRecord> roll,
            Predicate<GenerationRecord> makeRoom) {
        this.state = state;
        this.leftover = leftover;
        this.retirements = retirements;
        this.pipelines = pipelines;
        this.generations = generations;
        this.timer = new RepairTimer(patience, System::nanoTime);
        this.queue = queue;
        this.lifeSign = lifeSign;
        this.replaceAtOnce = replaceAtOnce;
        this.roll = roll;
        this.makeRoom = makeRoom;
    }

    /** Nothing serves: it is brought back once its devices are there, or after a while. */
    Set<DeviceId> await(Collection<Stage> places, Duration homecoming) {
        synchronized (state) {
            reloadNeeded = true;
            places.forEach(place -> missing.add(place.device()));
            timer.after(homecoming);
            return Set.copyOf(missing);
        }
    }

    /** Gives devices of which nothing was heard yet a moment. */
    void bePatient() {
        timer.lost();
    }

    /** Nothing is to be repaired. */
    public void cancel() {
        timer.cancel();
    }

    /** There may be a new chance for what could not be repaired; one that comes and goes interrupts an order but once. */
    private void hurry(DeviceId device) {
        if (tried.contains(device)) {
            timer.retryNow();
        } else if (timer.hurry() || queue.urge(turn)) {
            tried.add(device);
        }
    }

    /** A repair that is wanted need not wait any longer. */
    public void expedite() {
        timer.expedite();
    }

    /**
     * Whether it is time for a repair.
     *
     * @return true if one is wanted and has waited long enough
     */
    public boolean isDue() {
        return timer.isDue();
    }

    /**
     * Whether something may have to be repaired soon.
     *
     * @return false if all that is needed is there
     */
    public boolean isWanted() {
        return misses() || timer.isSet();
    }

    boolean misses() {
        synchronized (state) {
            return !missing.isEmpty();
        }
    }

    /**
     * Whether it misses one of these.
     *
     * @param devices which ones
     * @return false if all of them are there, or are not needed by what serves
     */
    public boolean missesAny(Set<DeviceId> devices) {
        synchronized (state) {
            return !Collections.disjoint(missing, devices);
        }
    }

    /**
     * A device is there.
     *
     * @param device which one
     */
    public void present(DeviceId device) {
        synchronized (state) {
            offline.remove(device);
        }
    }

    /**
     * A device is there, perhaps as a new process that holds nothing of what it had loaded.
     *
     * @param device which one
     * @param newSession whether it is a new process
     * @return whether what serves needs it
     */
    public boolean deviceOnline(DeviceId device, boolean newSession) {
        synchronized (state) {
            boolean concerned = missing.remove(device) || newSession && state.uses(device);
            if (!concerned) {
                hurry(device);
                return false;
            }
            if (newSession && state.active().isPresent()) {
                reloadNeeded = true;
                degrade("device '" + device + "' was restarted");
            }
            if (!missing.isEmpty()) {
                hurry(device); // it may take the place of another one
            } else if (reloadNeeded) {
                timer.after(Duration.ZERO);
            } else {
                timer.cancel();
                state.active().ifPresent(this::serveAgain);
            }
            return true;
        }
    }

    private void serveAgain(Active serving) {
        tried.clear();
        pipelines.resume(serving.generation().number());
        serving.generation().enter(GenerationState.SERVING, "all devices are back");
    }

    /**
     * A device is gone: requests wait, and a moment later it is replaced unless it came back.
     *
     * @param device which one
     * @param stopped whether it was stopped in order: then it is replaced at once
     */
    public void deviceOffline(DeviceId device, boolean stopped) {
        synchronized (state) {
            offline.put(device, stopped);
            state.leaving(device)
                    .forEach(former -> pipelines.suspend(former.generation().number(), offline(device)));
            if (state.uses(device)) {
                miss(device, stopped);
            }
        }
    }

    private static Suspension offline(DeviceId device) {
        return new Suspension.Recovering("device '" + device + "' is offline");
    }

    private void miss(DeviceId device, boolean stopped) {
        missing.add(device);
        degrade("device '" + device + (stopped ? "' was stopped" : "' is offline"));
        if (stopped) {
            timer.stopped();
        } else {
            timer.lost();
            state.active().ifPresent(suspended -> knock(suspended, device));
        }
    }

    /** What does not answer on the way of tensors either is not waited for. */
    private void knock(Active suspended, DeviceId device) {
        suspended.pipeline().stages().stream()
                .filter(stage -> stage.device().equals(device))
                .forEach(stage -> lifeSign.of(stage).thenAccept(answers -> heardFrom(device, answers)));
    }

    private void heardFrom(DeviceId device, boolean answers) {
        synchronized (state) {
            if (!state.isClosed() && !answers && missing.contains(device)) {
                replaceAtOnce.run();
            }
        }
    }

    /**
     * Devices of which nothing was heard count as lost.
     *
     * @param unseen the devices
     */
    public void giveUp(Set<DeviceId> unseen) {
        synchronized (state) {
            unseen.stream().findFirst().ifPresent(device -> degrade("device '" + device + "' is offline"));
            missing.addAll(unseen);
        }
    }

    /** What serves does not any more, and is loaded again. */
    void reload(String why) {
        reload(lost(why));
    }

    /** The same for another reason than a lost device. */
    void reload(Failure why) {
        synchronized (state) {
            reloadNeeded = true;
            degrade(why);
            timer.after(Duration.ZERO);
        }
    }

    /** Something new serves; devices that were lost since it was verified are missed. */
    public void served() {
        synchronized (state) {
            reloadNeeded = false;
            missing.clear();
            tried.clear();
            timer.cancel();
        }
    }

    /** To be called when it serves. */
    public void missLost() {
        synchronized (state) {
            offline.forEach((device, stopped) -> {
                if (state.uses(device)) {
                    miss(device, stopped);
                }
            });
        }
    }

    private void degrade(String why) {
        degrade(lost(why));
    }

    private static Failure lost(String why) {
        return FailureCode.DEVICE_LOST.failure(why, "bring the device back, or add another one");
    }

    private void degrade(Failure why) {
        state.active()
                .map(Active::generation)
                .filter(generation -> generation.status().state() == GenerationState.SERVING)
                .ifPresent(generation -> {
                    pipelines.suspend(generation.number(), new Suspension.Recovering(why.message()));
                    generation.enter(GenerationState.DEGRADED, why);
                });
    }

    /** Replaces what serves by a new generation. One that is only tried again interrupts nothing. */
    public void begin() {
        if (timer.isRetry()) {
            queue.next(turn);
        } else {
            queue.first(turn);
        }
    }

    private void repairNow() {
        try {
            Optional<GenerationRecord> restored = leftover.takeRestored();
            if (restored.isEmpty() && state.isServing()) {
                return; // what was ordered meanwhile has repaired it
            }
            GenerationRecord generation =
                    restored.orElseGet(() -> generations.begin(state.wanted().model()));
            if (unloadFormer()) {
                roll.accept(generation);
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

    /** A device that nobody stands in for may be started again soon. */
    private void failed(GenerationRecord generation) {
        if (!timer.grace()) {
            giveUp(generation.status().failure().orElseThrow());
            tryAgain(generation);
        }
    }

    private void tryAgain(GenerationRecord failed) {
        if (makeRoom.test(failed)) {
            timer.after(Duration.ZERO);
        } else {
            timer.again();
        }
    }

    /** Where another attempt would end alike, nobody is to wait for it; what was a mishap may go better next time. */
    private void giveUp(Failure failure) {
        if (HOPELESS.stream().anyMatch(code -> code.isCodeOf(failure))) {
            suspend(new Suspension.Stuck(failure.message() + "; " + failure.remedy(), RepairTimer.FIRST_RETRY));
        }
    }

    private void suspend(Suspension suspension) {
        synchronized (state) {
            state.active()
                    .ifPresent(stopped -> pipelines.suspend(stopped.generation().number(), suspension));
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
            suspend(new Suspension.Recovering(
                    "model '" + state.wanted().model().name() + "' is being brought to other devices"));
            state.active()
                    .ifPresent(former -> retirements.unload(former.generation().number(), former.devices()));
            leftover.unload();
            reloadNeeded = true;
            return true;
        }
    }
}
