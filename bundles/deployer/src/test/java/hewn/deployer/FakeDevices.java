package hewn.deployer;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.tensor.Digest;
import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.ControlException;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceMetrics;
import hewn.wire.GatewayActivity;
import hewn.wire.Message;
import hewn.wire.MetricsBoard;
import hewn.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** A fleet whose devices do at once what they are asked, unless a test says otherwise. */
public final class FakeDevices implements FleetMonitor, MetricsBoard, ControlChannel {
    private final Map<DeviceId, Device> online = new TreeMap<>();
    private final List<Link> links = new ArrayList<>();
    private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<DeviceCommand.Order> orders = new CopyOnWriteArrayList<>();
    private final Map<DeviceId, DeviceMetrics> metrics = new ConcurrentHashMap<>();
    private final Map<String, Set<Digest>> needed = new ConcurrentHashMap<>();
    private volatile GatewayActivity activity = new GatewayActivity(true);
    private volatile CommandReply profile = new CommandReply.Refused("RUN_FAILED", "nothing is measured here");
    private volatile BiFunction<String, DeviceCommand, CommandReply> answer =
            (device, command) -> new CommandReply.Done(1, "done");
    private volatile Set<String> silent = Set.of();
    private final Queue<Runnable> unanswered = new ConcurrentLinkedQueue<>();
    private volatile Set<String> deaf = Set.of();
    private final Map<String, Set<Digest>> held = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> loaded = new ConcurrentHashMap<>();
    private final List<DeviceCommand.PruneSlices> prunes = new CopyOnWriteArrayList<>();

    public void join(String name, boolean newSession) {
        join(name, newSession, 1e9);
    }

    void join(String name, boolean newSession, double flopsPerSecond) {
        Device device = new Device(new DeviceId(name), "pi", 4, 1L << 30, flopsPerSecond, name + ":1");
        synchronized (this) {
            online.put(device.id(), device);
        }
        if (newSession) {
            loaded(name).clear();
        }
        listeners.forEach(listener -> listener.deviceOnline(device, newSession));
    }

    public void leave(String name) {
        leave(name, false);
    }

    /** It says that it is stopped in order. */
    void stop(String name) {
        leave(name, true);
    }

    private void leave(String name, boolean stopped) {
        vanish(name);
        DeviceId id = new DeviceId(name);
        listeners.forEach(listener -> listener.deviceOffline(id, stopped));
    }

    /** It is gone, but nobody is told yet. */
    synchronized void vanish(String name) {
        online.remove(new DeviceId(name));
    }

    void measure(String from, String to) {
        measure(from, to, 1e7);
    }

    synchronized void measure(String from, String to, double bandwidthBytesPerSecond) {
        Link link = new Link(new DeviceId(from), new DeviceId(to), bandwidthBytesPerSecond, Duration.ofMillis(1));
        links.removeIf(
                former -> former.from().equals(link.from()) && former.to().equals(link.to()));
        links.add(link);
    }

    /** What they measure of every stage. */
    void profile(CommandReply.Profiled measured) {
        profile = measured;
    }

    /** How a stage of a device fares. */
    public void say(String device, DeviceMetrics.StageMetrics stage) {
        metrics.put(new DeviceId(device), new DeviceMetrics("s", 1, 0, 0, 0, List.of(stage)));
    }

    @Override
    public Optional<DeviceMetrics> latest(DeviceId device) {
        return Optional.ofNullable(metrics.get(device));
    }

    void answer(BiFunction<String, DeviceCommand, CommandReply> replies) {
        answer = replies;
    }

    /** What they did, but for what they deleted. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    /** From now on, only these do not answer, though they are there. */
    void silence(String... names) {
        silent = Set.of(names);
    }

    /** Whoever was silent does what it was asked meanwhile, and answers. */
    void catchUp() {
        silence();
        for (Runnable reply = unanswered.poll(); reply != null; reply = unanswered.poll()) {
            reply.run();
        }
    }

    /** From now on, only these do not hear what they may delete and unload. */
    public void deafen(String... names) {
        deaf = Set.of(names);
    }

    /** The generations that a device has loaded. */
    Set<Long> loaded(String device) {
        return loaded.computeIfAbsent(device, name -> ConcurrentHashMap.newKeySet());
    }

    /** What devices were told that they may delete and unload. */
    public List<DeviceCommand.PruneSlices> prunes() {
        return List.copyOf(prunes);
    }

    List<DeviceCommand.Order> orders() {
        return List.copyOf(orders);
    }

    /** What a device was last told to keep. */
    public Set<Digest> needed(String device) {
        return needed.getOrDefault(device, Set.of());
    }

    @Override
    public synchronized FleetSnapshot snapshot() {
        return new FleetSnapshot(Instant.EPOCH, new ArrayList<>(online.values()), links);
    }

    @Override
    public FleetMonitor.Registration listen(FleetListener listener) {
        snapshot().devices().forEach(device -> listener.deviceOnline(device, true));
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletionStage<CommandReply> request(String topic, DeviceCommand command, Duration timeout) {
        DeviceCommand.Order order = (DeviceCommand.Order) command;
        orders.add(order);
        return request(new Topics("site").device(topic).orElseThrow().value(), order.command());
    }

    private CompletionStage<CommandReply> request(String device, DeviceCommand command) {
        if (command instanceof DeviceCommand.PruneSlices prune) {
            return deaf.contains(device)
                    ? CompletableFuture.failedFuture(new ControlException("no reply from " + device))
                    : CompletableFuture.completedFuture(prune(device, prune));
        }
        if (command instanceof DeviceCommand.ProfileStage) {
            return CompletableFuture.completedFuture(profile);
        }
        boolean isSilent = silent.contains(device);
        commands.add(device + " " + command.getClass().getSimpleName());
        synchronized (this) {
            if (!online.containsKey(new DeviceId(device))) {
                return CompletableFuture.failedFuture(new ControlException("no reply from " + device));
            }
        }
        CompletableFuture<CommandReply> reply = new CompletableFuture<>();
        if (isSilent) {
            unanswered.add(() -> reply.complete(reply(device, command)));
        } else {
            reply.complete(reply(device, command));
        }
        return reply;
    }

    private CommandReply reply(String device, DeviceCommand command) {
        CommandReply reply = answer.apply(device, command);
        if (reply instanceof CommandReply.Done) {
            load(device, command);
        }
        return command instanceof DeviceCommand.FetchSlice fetch && reply instanceof CommandReply.Done
                ? fetched(device, fetch)
                : reply;
    }

    private CommandReply prune(String device, DeviceCommand.PruneSlices prune) {
        loaded(device).removeIf(prune::unloads);
        held(device).retainAll(prune.keep());
        prunes.add(prune);
        needed.put(device, Set.copyOf(prune.keep()));
        return new CommandReply.Done(1, "pruned");
    }

    private void load(String device, DeviceCommand command) {
        if (command instanceof DeviceCommand.LoadStage load) {
            loaded(device).add(load.generation());
        } else if (command instanceof DeviceCommand.UnloadGeneration unload) {
            loaded(device).remove(unload.generation());
        }
    }

    private CommandReply fetched(String device, DeviceCommand.FetchSlice fetch) {
        return new CommandReply.Fetched(1, held(device).add(fetch.slice()) ? fetch.sizeBytes() : 0);
    }

    private Set<Digest> held(String device) {
        return held.computeIfAbsent(device, name -> ConcurrentHashMap.newKeySet());
    }

    /** What the gateway said last of whether anything serves. */
    boolean isToldThatSomethingServes() {
        return activity.serving();
    }

    @Override
    public void announce(String topic, Message message) {
        if (message instanceof GatewayActivity said) {
            activity = said;
        }
    }

    @Override
    public void publish(String topic, Message message) {}

    @Override
    public <M extends Message> ControlChannel.Registration subscribe(
            String filter, Class<M> type, BiConsumer<String, M> handler) {
        return () -> {};
    }

    @Override
    public ControlChannel.Registration respond(
            String topic, Function<DeviceCommand, CompletionStage<CommandReply>> handler) {
        return () -> {};
    }

    @Override
    public ControlChannel.Registration onConnection(Consumer<Boolean> listener) {
        return () -> {};
    }

    @Override
    public void close() {}
}
