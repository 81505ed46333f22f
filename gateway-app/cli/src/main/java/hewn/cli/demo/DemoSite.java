package hewn.cli.demo;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.cli.api.Device;
import hewn.cli.api.Gateway;
import hewn.cli.api.GatewayClient;
import hewn.cli.launch.Address;
import hewn.cli.launch.ReadyNotice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A gateway and some devices, each a process of this machine; closing it ends them all.
 */
public final class DemoSite implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final String MEMORY = "--memory=512MiB"; // where the options state none

    /** Where nobody ends them, because this process was killed, they end by themselves. */
    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

    private final Home home;
    private final Path folder;
    private final Address http;
    private final Address mqtt;
    private final List<Child> children = new ArrayList<>(); // guarded by itself
    private final Map<String, Child> devices = new ConcurrentHashMap<>();
    private List<String> deviceOptions = List.of();
    private boolean closed;

    /**
     * A site that is not started yet.
     *
     * @param home the distribution
     * @param folder a temporary one, for all that its processes keep and say
     * @param http where the gateway's HTTP interface will listen
     * @param mqtt where its broker will listen
     */
    public DemoSite(Home home, Path folder, Address http, Address mqtt) {
        this.home = home;
        this.folder = folder;
        this.http = http;
        this.mqtt = mqtt;
    }

    /**
     * Where the gateway is.
     *
     * @return its URL
     */
    public String url() {
        return http.url();
    }

    /**
     * Where the gateway keeps its secrets.
     *
     * @return its data folder
     */
    public Path data() {
        return folder.resolve("gateway");
    }

    /**
     * Starts the gateway and waits until it answers.
     *
     * @return a client of it
     * @throws CliException if it does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public GatewayClient startGateway() throws CliException, InterruptedException {
        Child gateway = start(
                "the gateway",
                "gateway.log",
                List.of(
                        home.launcher().toString(),
                        "start",
                        "--data",
                        data().toString(),
                        "--http",
                        http.toString(),
                        "--mqtt",
                        mqtt.toString(),
                        "--parent",
                        OWN_PID));
        if (!ReadyNotice.await(this::client, gateway::isAlive, START_LIMIT)) {
            throw gateway.failure("did not start");
        }
        return client();
    }

    private GatewayClient client() throws CliException {
        return new GatewayClient(Gateway.at(http.url(), token()));
    }

    private Optional<String> token() {
        try {
            return Optional.of(Files.readString(data().resolve("admin.token")).strip());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /**
     * Starts devices and waits until all of them are online.
     *
     * @param count how many
     * @param client of the gateway
     * @throws CliException if one does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public void startDevices(int count, GatewayClient client) throws CliException, InterruptedException {
        startDevices(count, client, List.of());
    }

    /**
     * Starts devices and waits until all of them are online.
     *
     * @param count how many
     * @param client of the gateway
     * @param options more of them for each agent, such as {@code --memory=2GiB} in place of half a gigabyte
     * @throws CliException if one does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public void startDevices(int count, GatewayClient client, List<String> options)
            throws CliException, InterruptedException {
        deviceOptions = List.copyOf(options);
        List<Child> processes = new ArrayList<>();
        List<String> ids = IntStream.rangeClosed(1, count)
                .mapToObj(number -> "camera-" + number)
                .toList();
        for (String id : ids) {
            processes.add(startDevice(id));
        }
        awaitOnline(ids, processes, client);
    }

    /**
     * Ends a device as a power cut does.
     *
     * @param id one that was started; it may have ended
     * @throws InterruptedException if the thread is interrupted
     */
    public void killDevice(String id) throws InterruptedException {
        devices.get(id).kill();
    }

    /**
     * Stops a device where it is: its connections stay open, but it does nothing any more.
     *
     * @param id one that was started
     * @throws CliException if it can't be stopped
     * @throws InterruptedException if the thread is interrupted
     */
    public void freezeDevice(String id) throws CliException, InterruptedException {
        devices.get(id).freeze();
    }

    /**
     * Starts a device again, with all that it kept, and waits until it is online.
     *
     * @param id one that was killed
     * @param client of the gateway
     * @throws CliException if it does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public void restartDevice(String id, GatewayClient client) throws CliException, InterruptedException {
        awaitOnline(List.of(id), List.of(startDevice(id)), client);
    }

    /**
     * Starts a process that emulates devices, and waits until all of them are online.
     *
     * @param options for it besides the broker and the data folder
     * @param ids what the devices are called
     * @param client of the gateway
     * @throws CliException if it does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public void startEmulator(List<String> options, List<String> ids, GatewayClient client)
            throws CliException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                home.agentLauncher().resolveSibling("hewn-emulator").toString(),
                "--broker",
                "mqtt://" + mqtt,
                "--data",
                folder.resolve("devices").toString()));
        command.addAll(options);
        awaitOnline(ids, List.of(start("the emulator", "emulator.log", command)), client);
    }

    private static void awaitOnline(List<String> ids, List<Child> processes, GatewayClient client)
            throws CliException, InterruptedException {
        Instant end = Instant.now().plus(START_LIMIT);
        while (!client.devices().stream().map(Device::id).toList().containsAll(ids)) {
            for (Child process : processes) {
                if (!process.isAlive() || Instant.now().isAfter(end)) {
                    throw process.failure("did not come online");
                }
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private Child startDevice(String id) throws CliException {
        List<String> command = new ArrayList<>(List.of(
                home.agentLauncher().toString(),
                "--broker",
                "mqtt://" + mqtt,
                "--id",
                id,
                "--data",
                folder.resolve(id).toString(),
                "--parent",
                OWN_PID));
        command.addAll(deviceOptions);
        if (deviceOptions.stream().noneMatch(option -> option.startsWith("--memory="))) {
            command.add(MEMORY);
        }
        Child device = start("device " + id, id + ".log", command);
        devices.put(id, device);
        return device;
    }

    private Child start(String name, String log, List<String> command) throws CliException {
        synchronized (children) {
            if (closed) {
                throw CliException.failed("the demo was stopped", "");
            }
            Child child = Child.start(name, folder.resolve(log), command);
            children.add(child);
            return child;
        }
    }

    /** Ends all processes and waits for them; the devices before the gateway. Calling again does nothing. */
    @Override
    public void close() {
        synchronized (children) {
            closed = true;
            children.stream().skip(1).forEach(Child::terminate);
            children.stream().skip(1).forEach(Child::close);
            children.stream().limit(1).forEach(Child::close);
            children.clear();
        }
    }
}
