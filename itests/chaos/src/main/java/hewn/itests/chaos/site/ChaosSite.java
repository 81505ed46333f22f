package hewn.itests.chaos.site;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.StreamSupport;

/** A gateway, its broker, some devices, and the model {@code version-stamp}, all as processes of this machine. */
public final class ChaosSite implements AutoCloseable {
    /** What the model is called. */
    public static final String MODEL = "stamp";

    /** How many versions of it there are, from 1. */
    public static final int VERSIONS = 3;

    private static final int STAGES = 3;
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));

    private final Path folder;
    private final Optional<BrokerProcess> broker;
    private final GatewayProcess gateway;
    private final AdminApi admin;
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
        for (int version = 1; version <= VERSIONS; version++) {
            AdminApi.Reply reply = admin.upload(MODEL, version, content(version));
            if (reply.status() != 201) {
                throw new IOException("the gateway does not take version " + version + ": " + reply);
            }
        }
        Eventually.within(Duration.ofMinutes(3), "all devices online", this::online, count -> count == devices.size());
        Eventually.eventually(
                "strategies",
                () -> admin.get("/strategies").body().path("strategies").toString(),
                names -> names.contains("even-split") && names.contains("greedy"));
        serve(1, Optional.empty());
    }

    private int online() throws IOException, InterruptedException {
        return admin.get("/devices").body().path("devices").size();
    }

    /**
     * The files of one version of the model.
     *
     * @param version from 1 to {@link #VERSIONS}
     * @return a folder
     */
    public static Path content(int version) {
        return ROOT.resolve("itests/models/version-stamp").resolve(Integer.toString(version));
    }

    /**
     * Where a version of the model is dropped for the gateway to find.
     *
     * @param version its number
     * @return a folder, there or not
     */
    public Path droppedVersion(int version) {
        return gateway.data().resolve("model-folder").resolve(MODEL).resolve(Integer.toString(version));
    }

    /**
     * Orders a generation.
     *
     * @param version of the model
     * @param strategy which to ask first
     * @return the number of the generation
     * @throws IOException if the order is refused
     * @throws InterruptedException if the thread is interrupted
     */
    public long deploy(int version, Optional<String> strategy) throws IOException, InterruptedException {
        AdminApi.Reply reply = order(version, strategy);
        if (reply.status() != 202) {
            throw new IOException("the order of version " + version + " was answered " + reply);
        }
        return reply.body().path("generation").asLong();
    }

    /**
     * Orders a generation, whether the gateway takes the order or not.
     *
     * @param version of the model
     * @param strategy which to ask first
     * @return what the gateway says to it
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public AdminApi.Reply order(int version, Optional<String> strategy) throws IOException, InterruptedException {
        String asked = strategy.map(name -> ",\"strategy\":\"" + name + "\"").orElse("");
        return admin.post(
                "/deployments",
                "{\"model\":\"" + MODEL + "\",\"version\":" + version + ",\"stages\":" + STAGES + asked + "}");
    }

    /**
     * Waits until a generation has served.
     *
     * @param generation its number
     * @throws AssertionError if it fails, or takes too long
     * @throws Exception if the gateway does not answer
     */
    public void awaitServing(long generation) throws Exception {
        JsonNode there = Eventually.eventually(
                "generation " + generation + " serves", () -> deployment(generation), ChaosSite::isDecided);
        if (there.path("state").asText().equals("FAILED")) {
            throw new AssertionError("generation " + generation + " failed: " + there.path("failure"));
        }
    }

    /**
     * Orders a generation, and waits until it serves.
     *
     * @param version of the model
     * @param strategy which to ask first
     * @return the generation, as the admin API tells it
     * @throws AssertionError if it fails, or takes too long
     * @throws Exception if the order is refused, or the gateway does not answer
     */
    public JsonNode serve(int version, Optional<String> strategy) throws Exception {
        long generation = deploy(version, strategy);
        awaitServing(generation);
        return deployment(generation);
    }

    /**
     * Which version answers requests at this moment.
     *
     * @return its number
     * @throws IOException if none does
     * @throws InterruptedException if the thread is interrupted
     */
    public int answeringVersion() throws IOException, InterruptedException {
        return serving().path("version").asInt();
    }

    /**
     * The devices that answer requests at this moment.
     *
     * @return in the order in which a request passes them
     * @throws IOException if none does
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Device> servingDevices() throws IOException, InterruptedException {
        List<String> ids = serving().path("stages").findValuesAsText("device");
        return ids.stream()
                .flatMap(id -> devices.stream().filter(device -> device.id().equals(id)))
                .toList();
    }

    private JsonNode serving() throws IOException, InterruptedException {
        for (JsonNode deployment : admin.get("/deployments").body().path("deployments")) {
            if (deployment.path("state").asText().equals("SERVING")) {
                return deployment;
            }
        }
        throw new IOException("no version serves");
    }

    /**
     * Another version than the one that answers at this moment.
     *
     * @return its number
     * @throws IOException if none answers
     * @throws InterruptedException if the thread is interrupted
     */
    public int anotherVersion() throws IOException, InterruptedException {
        return 1 + answeringVersion() % VERSIONS;
    }

    /**
     * Waits until a version serves that nobody ordered by the admin API.
     *
     * @param version its number
     * @throws AssertionError if it takes too long
     * @throws Exception if the gateway does not answer
     */
    public void awaitVersion(int version) throws Exception {
        Eventually.eventually(
                "version " + version + " serves",
                () -> admin.get("/deployments").body().path("deployments"),
                deployments -> serves(deployments, version));
    }

    private static boolean serves(JsonNode deployments, int version) {
        return StreamSupport.stream(deployments.spliterator(), false)
                .anyMatch(deployment -> deployment.path("version").asInt() == version
                        && deployment.path("state").asText().equals("SERVING"));
    }

    /**
     * One generation.
     *
     * @param generation its number
     * @return as the admin API tells it
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public JsonNode deployment(long generation) throws IOException, InterruptedException {
        return admin.get("/deployments/" + generation).body();
    }

    private static boolean isDecided(JsonNode deployment) {
        return deployment.path("ended").asBoolean()
                || deployment.path("state").asText().equals("SERVING");
    }

    /**
     * Tells whether all is as it was before any fault.
     *
     * @return whether the gateway is healthy, all devices are online and no generation is on its way
     */
    public boolean isSettled() {
        try {
            JsonNode deployments = admin.get("/deployments").body().path("deployments");
            boolean decided = true;
            for (JsonNode deployment : deployments) {
                decided &= isDecided(deployment)
                        || deployment.path("state").asText().equals("DRAINING");
            }
            return decided && admin.health().status() == 200 && online() == devices.size();
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
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
     * Where inference is asked for.
     *
     * @return the route of TensorFlow Serving
     */
    public URI predict() {
        return gateway.http().resolve("/v1/models/" + MODEL + ":predict");
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
