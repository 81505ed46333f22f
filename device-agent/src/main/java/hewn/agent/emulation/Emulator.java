package hewn.agent.emulation;

import hewn.agent.Agent;
import hewn.agent.AgentParts;
import hewn.agent.AgentSettings;
import hewn.agent.BrokerAddress;
import hewn.agent.Closing;
import hewn.agent.DeviceName;
import hewn.agent.ListenAddress;
import hewn.agent.PreparedAgent;
import hewn.agent.StartException;
import hewn.agent.emulation.network.EmulatedHost;
import hewn.agent.emulation.network.EmulatedNetwork;
import hewn.agent.emulation.punctuality.Punctuality;
import hewn.engine.tensorflow.TensorFlowEngine;
import hewn.fleet.Device;
import hewn.fleet.FleetSnapshot;
import hewn.link.mqtt.MqttControlPlane;
import hewn.link.mqtt.MqttOptions;
import hewn.link.stream.NettyTransport;
import hewn.link.stream.StreamOptions;
import hewn.wire.Topics;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All devices of a cluster in one process: each an agent with an engine and a transport of its own, which take as long as
 * the cluster's figures say.
 */
final class Emulator implements AutoCloseable {
    private static final Duration METRICS = Duration.ofSeconds(3);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(10);
    private static final int QUEUE_FRAMES = 64;

    private final FleetSnapshot cluster;
    private final Host host;
    private final double hostFlopsPerSecond;
    private final DeviceParts deviceParts;
    private final Punctuality transfers = new Punctuality();
    private final EmulatedNetwork network;
    private final List<Agent> agents = new ArrayList<>();
    private final CompletableFuture<StartException> failure = new CompletableFuture<>();

    /**
     * A site.
     *
     * @param broker where its broker is
     * @param topics those of the site
     * @param data a folder for all devices
     */
    record Site(BrokerAddress broker, Topics topics, Path data) {}

    /** Makes what a device is built from. */
    @FunctionalInterface
    interface DeviceParts {
        AgentParts of(Device device, EmulatedHost place);
    }

    /**
     * A cluster that is not started yet.
     *
     * @param cluster the devices and links
     * @param host where everything is computed
     * @param hostFlopsPerSecond what one of its cores was seen to compute
     */
    Emulator(FleetSnapshot cluster, Host host, double hostFlopsPerSecond) {
        this(cluster, host, hostFlopsPerSecond, (device, place) -> parts(device, place, host));
    }

    /**
     * A cluster of devices that are built otherwise.
     *
     * @param cluster the devices and links
     * @param host where everything is computed
     * @param hostFlopsPerSecond what one of its cores was seen to compute
     * @param deviceParts what they are built from
     */
    Emulator(FleetSnapshot cluster, Host host, double hostFlopsPerSecond, DeviceParts deviceParts) {
        this.cluster = cluster;
        this.hostFlopsPerSecond = hostFlopsPerSecond;
        this.host = host;
        this.deviceParts = deviceParts;
        this.network = new EmulatedNetwork(cluster, transfers);
    }

    /**
     * Prepares the devices side by side, and announces them one after another once all can be.
     *
     * @throws StartException if one can't be started; then none is announced
     */
    void start(Site site) throws StartException {
        List<PreparedAgent> prepared =
                new SideBySide(device -> prepare(site, device)).all(List.copyOf(cluster.devices()));
        try {
            prepared.forEach(this::announce);
        } catch (RuntimeException | Error failed) {
            Closing closing = new Closing();
            prepared.forEach(closing::push);
            closing.push(this);
            closing.close(failed);
            throw failed;
        }
    }

    private PreparedAgent prepare(Site site, Device device) throws StartException {
        EmulatedHost place = network.host(device.id());
        return PreparedAgent.of(settings(site, device, place), deviceParts.of(device, place));
    }

    private void announce(PreparedAgent prepared) {
        Agent agent = prepared.announce();
        agents.add(agent);
        agent.failure().thenAccept(why -> failure.complete(SideBySide.named(agent.device(), why)));
    }

    private static AgentSettings settings(Site site, Device device, EmulatedHost place) {
        return new AgentSettings(
                new DeviceName(device.id(), "in the file of the cluster"),
                site.topics(),
                new AgentSettings.Network(
                        site.broker(), Optional.empty(), new ListenAddress(place.address(), 0), Optional.empty()),
                site.data().resolve(device.id().value()),
                new AgentSettings.Compute(
                        device.type(), device.cores(), device.memoryBytes(), 1, 1, QUEUE_FRAMES, RUN_LIMIT),
                METRICS);
    }

    private static AgentParts parts(Device device, EmulatedHost place, Host host) {
        return new AgentParts(
                new MqttControlPlane(MqttOptions.DEFAULT, SecureRandom::new),
                new NettyTransport(StreamOptions.DEFAULT, place),
                new EmulatedEngine(new TensorFlowEngine(), host, device.flopsPerSecond()),
                device::flopsPerSecond);
    }

    /** Completes, with what to tell, when the first device can't go on. */
    CompletionStage<StartException> failure() {
        return failure.minimalCompletionStage();
    }

    /** How true the emulated times were so far. */
    EmulationReport report() {
        return new EmulationReport(
                agents.size(), hostFlopsPerSecond, host.computing().figures(), transfers.figures());
    }

    /** Ends all devices at the same time, for each may wait for a call. */
    @Override
    public void close() {
        CompletableFuture<?>[] endings = agents.stream()
                .map(agent -> CompletableFuture.runAsync(agent::close, Emulator::inThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(endings).join();
        agents.clear();
    }

    private static void inThread(Runnable task) {
        new Thread(task, "emulator-close").start();
    }
}
