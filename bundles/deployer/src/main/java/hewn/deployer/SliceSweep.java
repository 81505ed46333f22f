package hewn.deployer;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetMonitor;
import hewn.tensor.Digest;
import hewn.wire.DeviceCommand;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells devices which slices may be needed again, so that their disks do not fill with others. Never while slices are
 * shipped: what is on disk but not loaded yet would be lost. Safe for use by several threads.
 */
final class SliceSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceSweep.class);

    private final FleetMonitor fleet;
    private final DeviceCommander devices;
    private final Supplier<Set<Digest>> needed;
    private final Duration limit;
    private final ReadWriteLock shipping = new ReentrantReadWriteLock();
    private final AtomicBoolean requested = new AtomicBoolean();
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "deployments-sweep");
        worker.setDaemon(true);
        return worker;
    });

    SliceSweep(FleetMonitor fleet, DeviceCommander devices, Supplier<Set<Digest>> needed, Duration limit) {
        this.fleet = fleet;
        this.devices = devices;
        this.needed = needed;
        this.limit = limit;
    }

    /** To be held from before slices are fetched until they are loaded, by any number of threads; then {@link #request}. */
    Lock shipping() {
        return shipping.readLock();
    }

    /** Something may have become needless: soon all devices that are online are told. */
    void request() {
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
        List<Digest> keep =
                needed.get().stream().sorted(Comparator.comparing(Digest::hex)).toList();
        List<DeviceId> online =
                fleet.snapshot().devices().stream().map(Device::id).toList();
        underWay = devices.tellAll(online, new DeviceCommand.PruneSlices(keep), limit);
        underWay.get();
    }

    /** A device is gone, whose reply would be waited for in vain: what is to be shipped now waits no longer. */
    void endWait() {
        underWay.complete(null);
    }

    /** Ends it; slices stay where they are. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
