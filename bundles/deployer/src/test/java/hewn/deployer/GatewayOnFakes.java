package hewn.deployer;

import hewn.deployer.device.Knock;
import hewn.deployer.journal.Journal;
import hewn.deployer.review.ReplanSettings;
import hewn.deployer.rollout.RolloutSettings;
import hewn.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Starts deployers on fakes, which outlive them as devices do. Each step has ten seconds. */
final class GatewayOnFakes {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    final FakeDevices devices = new FakeDevices();
    final FakeModels models = new FakeModels();
    final FakeSwitch pipelines = new FakeSwitch();
    final OneLayerPerDevice planner = new OneLayerPerDevice();

    /** Whether a device that is knocked at answers. */
    Knock knock = address -> CompletableFuture.completedFuture(true);

    Duration patience = Duration.ofMillis(100);
    Duration linkPatience = Duration.ZERO;
    ReplanSettings replanning = ReplanTest.OFF;
    private ThreadPoolExecutor deciding = decider();

    private static ThreadPoolExecutor decider() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /** How often the last deployer found out what is to be done for a device that is dead, and did it. */
    long decisions() {
        return deciding.getCompletedTaskCount();
    }

    DeploymentService start(Path data) throws IOException {
        RolloutSettings settings = new RolloutSettings(
                URI.create("http://127.0.0.1:8080"), LIMIT, LIMIT, LIMIT, LIMIT, patience, LIMIT, 1000, LIMIT);
        deciding = decider();
        return new DeploymentService(new Deployer(
                new GatewayServices(models, devices, devices, planner, pipelines, devices, knock, models),
                new Topics("site"),
                settings,
                new Tuning(1, linkPatience, replanning),
                journal(data),
                deciding));
    }

    static Journal journal(Path data) throws IOException {
        return new Journal(data.resolve("deployments.json"), Clock.systemUTC());
    }
}
