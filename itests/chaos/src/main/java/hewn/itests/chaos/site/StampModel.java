package hewn.itests.chaos.site;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.support.Eventually;
import hewn.itests.support.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The model {@code version-stamp} on a site: its versions, orders of them, and what serves. */
public final class StampModel {
    /** What the model is called. */
    public static final String NAME = "stamp";

    /** How many versions of it there are, from 1. */
    public static final int VERSIONS = 3;

    private static final int STAGES = 3;
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));

    private final GatewayProcess gateway;
    private final AdminApi admin;

    StampModel(GatewayProcess gateway, AdminApi admin) {
        this.gateway = gateway;
        this.admin = admin;
    }

    /** Hands in all versions. */
    void upload() throws IOException, InterruptedException {
        for (int version = 1; version <= VERSIONS; version++) {
            AdminApi.Reply reply = admin.upload(NAME, version, content(version));
            if (reply.status() != 201) {
                throw new IOException("the gateway does not take version " + version + ": " + reply);
            }
        }
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
        return gateway.data().resolve("model-folder").resolve(NAME).resolve(Integer.toString(version));
    }

    /**
     * Where inference is asked for.
     *
     * @return the route of TensorFlow Serving
     */
    public URI predict() {
        return gateway.http().resolve("/v1/models/" + NAME + ":predict");
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
                "{\"model\":\"" + NAME + "\",\"version\":" + version + ",\"stages\":" + STAGES + asked + "}");
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
                "generation " + generation + " serves", () -> deployment(generation), StampModel::isDecided);
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
     * Another version than the one that answers at this moment.
     *
     * @return its number
     * @throws IOException if none answers
     * @throws InterruptedException if the thread is interrupted
     */
    public int anotherVersion() throws IOException, InterruptedException {
        return 1 + answeringVersion() % VERSIONS;
    }

    /** The ids of the devices that answer requests at this moment, in the order in which a request passes them. */
    List<String> servingDevices() throws IOException, InterruptedException {
        return serving().path("stages").findValuesAsText("device");
    }

    private JsonNode serving() throws IOException, InterruptedException {
        return stream(deployments())
                .filter(StampModel::isServing)
                .findFirst()
                .orElseThrow(() -> new IOException("no version serves"));
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
                this::deployments,
                all -> stream(all)
                        .anyMatch(one -> isServing(one) && one.path("version").asInt() == version));
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

    /** Whether no generation is on its way. */
    boolean isDecided() throws IOException, InterruptedException {
        return stream(deployments())
                .allMatch(one -> isDecided(one) || one.path("state").asText().equals("DRAINING"));
    }

    private static boolean isDecided(JsonNode deployment) {
        return deployment.path("ended").asBoolean() || isServing(deployment);
    }

    private static boolean isServing(JsonNode deployment) {
        return deployment.path("state").asText().equals("SERVING");
    }

    private JsonNode deployments() throws IOException, InterruptedException {
        return admin.get("/deployments").body().path("deployments");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
