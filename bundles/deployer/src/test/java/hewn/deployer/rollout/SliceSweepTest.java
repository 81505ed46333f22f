package hewn.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.deployer.FakeDevices;
import hewn.deployer.FakeModels;
import hewn.deployer.device.DeviceCommander;
import hewn.deployer.device.OwedReplies;
import hewn.deployer.journal.GatewayIdentity;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.tensor.Digest;
import hewn.wire.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SliceSweepTest {
    private static final ModelId MODEL = new ModelId("m", 1);

    private final FakeDevices devices = new FakeDevices();
    private final FakeModels models = new FakeModels();
    private final Set<Digest> needed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final SliceSweep sweep = new SliceSweep(
            models,
            devices,
            new DeviceCommander(
                    devices,
                    new Topics("site"),
                    new GatewayIdentity("g", 1),
                    new OwedReplies(devices, Duration.ofSeconds(3), System::nanoTime)),
            this::needed,
            Duration.ofMillis(5));

    private Needed needed() {
        asked.incrementAndGet();
        return new Needed(needed, Set.of(7L), 8);
    }

    private Slice cut(int layer) {
        StoredModel model = models.find(MODEL).orElseThrow();
        return models.slice(model, "", new LayerRange(layer, layer + 1));
    }

    @BeforeEach
    void join() {
        devices.join("a", true);
        devices.join("b", true);
    }

    @AfterEach
    void close() {
        sweep.close();
    }

    @Test
    void devicesAndTheRepositoryKeepTheSame() {
        Digest first = cut(0).digest();
        cut(1);
        needed.add(first);
        sweep.request();
        await().until(() -> devices.needed("a"), Set.of(first)::equals);
        await().until(() -> devices.needed("b"), Set.of(first)::equals);
        await().until(models::kept, Set.of(first)::equals);
        assertThat(devices.prunes()).allMatch(prune -> prune.unloads(6) && !prune.unloads(7) && !prune.unloads(9));
    }

    @Test
    void aDeviceThatDoesNotReplyIsToldAgain() {
        devices.deafen("a");
        sweep.request();
        await().until(() -> asked.get() >= 2); // though nobody asked for a second one
        devices.deafen();
        int before = devices.prunes().size();
        await().until(() -> devices.prunes().size() >= before + 2);
    }

    @Test
    void whatIsCutIsKeptUntilItIsKnownThatItIsNeeded() throws InterruptedException {
        Lock shipping = sweep.shipping();
        shipping.lockInterruptibly();
        Digest cut;
        try {
            cut = cut(0).digest();
            sweep.request(); // comes to nothing now, or waits until it is known
            needed.add(cut);
        } finally {
            shipping.unlock();
        }
        sweep.request();
        await().until(() -> devices.needed("b"), Set.of(cut)::equals);
        assertThat(models.kept()).containsExactly(cut);
    }
}
