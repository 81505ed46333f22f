package hewn.deployer.repair;

import hewn.deployer.device.LifeSign;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.placement.Stage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Watches over the devices of what serves: requests wait while one is missing, and those that do not come back are
 * replaced.
 */
public final class DeviceWatch {
    private final DeploymentState state;
    private final Losses losses;
    private final Outage outage;
    private final RepairSchedule schedule;
    private final LifeSign lifeSign;
    private final Runnable replaceAtOnce;

    /**
     * The watch of one deployment.
     *
     * @param schedule is told when something is lost, or may help
     * @param lifeSign asks a device that went offline whether it answers all the same
     * @param replaceAtOnce is run when a device does not; it returns at once
     */
    DeviceWatch(
            DeploymentState state,
            Losses losses,
            Outage outage,
            RepairSchedule schedule,
            LifeSign lifeSign,
            Runnable replaceAtOnce) {
        this.state = state;
        this.losses = losses;
        this.outage = outage;
        this.schedule = schedule;
        this.lifeSign = lifeSign;
        this.replaceAtOnce = replaceAtOnce;
    }

    /** Nothing serves: it is brought back once its devices are there, or after a while. */
    Set<DeviceId> await(Collection<Stage> places, Duration homecoming) {
        synchronized (state) {
            losses.needReload();
            losses.miss(places.stream().map(Stage::device).toList());
            schedule.after(homecoming);
            return losses.missing();
        }
    }

    /**
     * Whether something may have to be repaired soon.
     *
     * @return false if all that is needed is there
     */
    public boolean isRepairWanted() {
        return misses() || schedule.isSet();
    }

    boolean misses() {
        synchronized (state) {
            return losses.missesDevices();
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
            return losses.missesAny(devices);
        }
    }

    /**
     * A device is there.
     *
     * @param device which one
     */
    public void present(DeviceId device) {
        synchronized (state) {
            losses.online(device);
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
            boolean concerned = losses.find(device) || newSession && state.uses(device);
            if (concerned && newSession && state.active().isPresent()) {
                losses.needReload(Outage.lost("device '" + device + "' was restarted"));
            }
            if (concerned && (losses.missesDevices() || losses.isReloadNeeded())) {
                outage.goOn(losses.failure());
            }
            if (!concerned || losses.missesDevices()) {
                schedule.hurry(device); // it may take the place of one that is gone
            } else if (losses.isReloadNeeded()) {
                schedule.atOnce();
            } else {
                schedule.served();
                outage.end();
            }
            return concerned;
        }
    }

    /**
     * A device is gone: requests wait, and a moment later it is replaced unless it came back.
     *
     * @param device which one
     * @param stopped whether it was stopped in order: then it is replaced at once
     */
    public void deviceOffline(DeviceId device, boolean stopped) {
        synchronized (state) {
            losses.offline(device, stopped);
            outage.beginForLeaving(device);
            if (state.uses(device)) {
                miss(device, stopped);
            }
        }
    }

    private void miss(DeviceId device, boolean stopped) {
        losses.miss(List.of(device));
        outage.goOn(losses.failure());
        schedule.lost(stopped);
        if (!stopped) {
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
            if (!state.isClosed() && !answers && losses.misses(device)) {
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
            losses.miss(unseen);
            if (!unseen.isEmpty()) {
                outage.goOn(losses.failure());
            }
        }
    }

    /** What serves does not any more, though its devices may be there, and is loaded again. */
    void reload(Failure why) {
        synchronized (state) {
            losses.needReload(why);
            outage.goOn(losses.failure());
            schedule.atOnce();
        }
    }

    /** Something new serves; devices that were lost since it was verified are missed. */
    public void served() {
        synchronized (state) {
            losses.clear();
            schedule.served();
        }
    }

    /** To be called when it serves. */
    public void missLost() {
        synchronized (state) {
            losses.forEachOffline((device, stopped) -> {
                if (state.uses(device)) {
                    miss(device, stopped);
                }
            });
        }
    }
}
