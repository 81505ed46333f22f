package hewn.itests.chaos.site;

import hewn.itests.support.Eventually;
import hewn.itests.support.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway, its broker, some devices, and the model {@code version-stamp}, all as processes of this machine. */
public final class ChaosSite implements AutoCloseable {
    private final Path folder;
    private final Optional<BrokerProcess> broker;
    private final GatewayProcess gateway;
    private final AdminApi admin;
    private final StampModel model;
    private final WebConsole console;
    private final List<Device> devices = new ArrayList<>();

    /**
     * Starts all, and serves the first version.
     *
     * @param folder for all that the processes keep and say
     * @param count how many devices
     * @param separateBroker whether the broker is a process of its own
     * @throws Exception if something does not start
     */
    public ChaosSite(Path folder, int count, boolean separateBroker) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.broker = separateBroker ? Optional.of(new BrokerProcess(folder)) : Optional.empty();
        List<String> options = new ArrayList<>(
                List.of("--parent", Long.toString(ProcessHandle.current().pid())));
        broker.ifPresent(other -> options.addAll(List.of("--broker", other.uri().toString())));
        gateway = new GatewayProcess(folder, options.toArray(String[]::new));
        admin = new AdminApi(gateway.http(), gateway.data());
        model = new StampModel(gateway, admin);
        console = new WebConsole(gateway);
        URI meeting = broker.map(BrokerProcess::uri).orElseGet(gateway::broker);
        for (int number = 1; number <= count; number++) {
            devices.add(new Device(number, folder, meeting));
        }
        try {
            prepare();
        } catch (Exception | AssertionError failed) {
            close();
            throw failed;
        }
    }

    private void prepare() throws Exception {
        for (String strategy : List.of("even-split", "greedy")) {
            StrategyJar.built(this, strategy).drop();
        }
        model.upload();
        Eventually.within(Duration.ofMinutes(3), "all devices online", this::online, count -> count == devices.size());
        Eventually.eventually(
                "strategies",
                () -> admin.get("/strategies").body().path("strategies").toString(),
                names -> names.contains("even-split") && names.contains("greedy"));
        model.serve(1, Optional.empty());
    }

    private int online() throws IOException, InterruptedException {
        return admin.get("/devices").body().path("devices").size();
    }

    /**
     * The devices that answer requests at this moment.
     *
     * @return in the order in which a request passes them
     * @throws IOException if none does
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Device> servingDevices() throws IOException, InterruptedException {
        return model.servingDevices().stream()
                .flatMap(id -> devices.stream().filter(device -> device.id().equals(id)))
                .toList();
    }

    /**
     * Tells whether all is as it was before any fault.
     *
     * @return whether the gateway is healthy, all devices are online and no generation is on its way
     */
    public boolean isSettled() {
        try {
            return model.isDecided() && admin.health().status() == 200 && online() == devices.size();
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The model that is served.
     *
     * @return for orders of it
     */
    public StampModel model() {
        return model;
    }

    /**
     * The broker, if it is a process of its own.
     *
     * @return the process
     */
    public Optional<BrokerProcess> broker() {
        return broker;
    }

    /**
     * The gateway.
     *
     * @return the process
     */
    public GatewayProcess gateway() {
        return gateway;
    }

    /** Starts the gateway again; what it said before is kept. */
    public void restartGateway() throws Exception {
        keepLog();
        gateway.start();
    }

    private void keepLog() throws IOException {
        Files.writeString(
                folder.resolve("gateway-before.log"),
                gateway.log(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * The gateway's admin API.
     *
     * @return for requests
     */
    public AdminApi admin() {
        return admin;
    }

    /**
     * The gateway's web console.
     *
     * @return for what the admin API does not tell
     */
    public WebConsole console() {
        return console;
    }

    /**
     * All devices.
     *
     * @return in order
     */
    public List<Device> devices() {
        return List.copyOf(devices);
    }

    /**
     * The processes at this moment.
     *
     * @return their numbers by name
     */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("gateway", gateway.pid());
        broker.ifPresent(process -> pids.put("broker", process.pid()));
        devices.forEach(device -> pids.put(device.id(), device.pid()));
        return pids;
    }

    /**
     * What the processes said last.
     *
     * @param lines how many lines of each
     * @return for people
     */
    public String logTails(int lines) {
        StringBuilder tails = new StringBuilder(tail("gateway", gateway.log(), lines));
        devices.forEach(device -> tails.append(tail(device.id(), device.log(), lines)));
        return tails.toString();
    }

    private static String tail(String name, String log, int count) {
        List<String> lines = log.lines().toList();
        return "--- " + name + "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()))
                + "\n";
    }

    @Override
    public void close() throws IOException {
        for (Device device : devices) {
            device.close();
        }
        gateway.close();
        broker.ifPresent(BrokerProcess::close);
    }
}
