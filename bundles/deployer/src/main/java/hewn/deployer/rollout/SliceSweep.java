package hewn.deployer.rollout;

import hewn.deployer.device.DeviceCommander;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetMonitor;
import hewn.inference.ModelRepository;
import hewn.wire.DeviceCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells devices which generations and slices may be used again, so that neither their memory nor their disks fill with
 * others; and the repository, for its disk. Never from before slices are cut until they are loaded: what is on disk but
 * known to nobody yet would be lost. A device that is online but
 * does not reply is told again later. Safe for use by several threads.
 */
public final class SliceSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceSweep.class);

    /** So many times the limit of a reply, a device that did not reply is left in peace. */
    private static final int PAUSES = 12;

    private final ModelRepository repository;
    private final FleetMonitor fleet;
    private final DeviceCommander devices;
    private final Supplier<Needed> needed;
    private final Duration limit;
    private final ReadWriteLock shipping = new ReentrantReadWriteLock();
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicBoolean postponed = new AtomicBoolean();
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "deployments-sweep");
        worker.setDaemon(true);
        return worker;
    });

    /**
     * Nothing is swept yet.
     *
     * @param repository has the models
     * @param fleet knows the devices
     * @param devices reaches the devices
     * @param needed tells what may be used again
     * @param limit for the reply of a device
     */
    public SliceSweep(
            ModelRepository repository,
            FleetMonitor fleet,
            DeviceCommander devices,
            Supplier<Needed> needed,
            Duration limit) {
        this.repository = repository;
        this.fleet = fleet;
        this.devices = devices;
        this.needed = needed;
        this.limit = limit;
    }

    /** To be held from before slices are cut until they are loaded, by any number of threads; then {@link #request}. */
    Lock shipping() {
        return shipping.readLock();
    }

    /** Something may have become needless: soon all devices that are online are told. */
    public void request() {
        try {
            if (requested.compareAndSet(false, true)) {
                thread.execute(this::sweep);
            }
        } catch (RejectedExecutionException closed) {
            LOG.debug("Not swept any more");
        }
    }

    private void sweep() {
        requested.set(false);
        Lock alone = shipping.writeLock();
        if (!alone.tryLock()) {
            return; // whoever ships now requests another one
        }
        try {
            prune();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException defect) { // the next sweep must not suffer
            LOG.warn("Devices were not told which slices are needed", defect);
        } finally {
            alone.unlock();
        }
    }

    private void prune() throws InterruptedException, ExecutionException {
        Needed now = needed.get();
        DeviceCommand command = now.toCommand();
        underWay = CompletableFuture.allOf(fleet.snapshot().devices().stream()
                .map(device -> tell(device.id(), command))
                .toArray(CompletableFuture[]::new));
        keep(now);
        underWay.get();
    }

    private void keep(Needed now) {
        try {
            repository.keepSlices(now.slices());
        } catch (IOException failure) {
            LOG.warn("Slices that are not needed any more were not deleted; see the gateway's disk", failure);
        }
    }

    private CompletableFuture<?> tell(DeviceId device, DeviceCommand command) {
        return devices.ask(device, command, limit).handle((reply, failure) -> {
            if (failure != null) {
                LOG.debug("Device '{}' is told again what is needed", device, failure);
                requestLater();
            }
            return device;
        });
    }

    /** Once for all that did not reply; one that is back earlier is told then. */
    private void requestLater() {
        try {
            if (postponed.compareAndSet(false, true)) {
                long pauseMillis = limit.multipliedBy(PAUSES).toMillis();
                thread.schedule(this::requestAgain, pauseMillis, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException closed) {
            LOG.debug("Not swept any more");
        }
    }

    private void requestAgain() {
        postponed.set(false);
        request();
    }

    /** A device is gone, whose reply would be waited for in vain: what is to be shipped now waits no longer. */
    public void endWait() {
        underWay.complete(null);
    }

    /** Ends it; slices stay where they are. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
