package hewn.cli.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import hewn.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Speaks a gateway's admin API. Whatever goes wrong becomes one {@link CliException}.
 */
public final class GatewayClient {
    private static final String API = "/api/v1";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(30);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Gateway gateway;
    private final HttpClient http;

    /**
     * A client of one gateway.
     *
     * @param gateway where it is
     */
    public GatewayClient(Gateway gateway) {
        this.gateway = gateway;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Which gateway it speaks to.
     *
     * @return the gateway
     */
    public Gateway gateway() {
        return gateway;
    }

    /**
     * The gateway at a glance.
     *
     * @return its status
     * @throws CliException if it can't be had
     */
    public Status status() throws CliException {
        return get("/status", Status.class);
    }

    /**
     * What its health checks say; it needs no token.
     *
     * @return empty if it does not tell
     * @throws CliException if the gateway can't be reached
     */
    public Optional<Health> health() throws CliException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/system/health?format=json"))
                .timeout(PATIENCE)
                .build();
        String body = exchange(request, BodyHandlers.ofString()).body(); // bad health is an HTTP error
        try {
            return Optional.of(MAPPER.readValue(body, Health.class));
        } catch (JsonProcessingException configuredOtherwise) {
            return Optional.empty();
        }
    }

    /**
     * The devices that are online.
     *
     * @return by id
     * @throws CliException if they can't be had
     */
    public List<Device> devices() throws CliException {
        return get("/devices", Device.Page.class).devices();
    }

    /**
     * The links that were measured.
     *
     * @return by their ends
     * @throws CliException if they can't be had
     */
    public List<Link> links() throws CliException {
        return get("/links", Link.Page.class).links();
    }

    /**
     * The models in the repository.
     *
     * @return by name
     * @throws CliException if they can't be had
     */
    public List<Model> models() throws CliException {
        return get("/models", Model.Page.class).models();
    }

    /**
     * The strategies on offer.
     *
     * @return their names
     * @throws CliException if they can't be had
     */
    public List<String> strategies() throws CliException {
        return get("/strategies", Strategies.class).strategies();
    }

    /**
     * The strategies that are not asked any more.
     *
     * @return their names, and what they did
     * @throws CliException if they can't be had
     */
    public List<Strategies.Quarantine> quarantined() throws CliException {
        return get("/strategies", Strategies.class).quarantined().orElse(List.of());
    }

    /**
     * All generations that have not ended, and the last ended one of each model.
     *
     * @return by number
     * @throws CliException if they can't be had
     */
    public List<Deployment> deployments() throws CliException {
        return get("/deployments", Deployment.Page.class).deployments();
    }

    /**
     * One generation.
     *
     * @param generation its number
     * @return as it is now
     * @throws CliException if it can't be had
     */
    public Deployment deployment(long generation) throws CliException {
        return get("/deployments/" + generation, Deployment.class);
    }

    /**
     * What the gateway answers, as it is, for programs.
     *
     * @param path below the API's root, such as {@code /status}
     * @return JSON, indented
     * @throws CliException if it can't be had
     */
    public String json(String path) throws CliException {
        JsonNode answer = get(path, JsonNode.class);
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", impossible);
        }
    }

    /**
     * Uploads a model, packed while it is sent.
     *
     * @param name of the model
     * @param version its number; the next one if empty
     * @param folder the folder of one version
     * @param progress is told how many bytes of how many are packed
     * @return the number of the version
     * @throws CliException if it is refused, or sending fails
     */
    public long upload(String name, OptionalLong version, Path folder, BiConsumer<Long, Long> progress)
            throws CliException {
        String number = version.isPresent() ? Long.toString(version.getAsLong()) : "next";
        try {
            FolderZip zip = FolderZip.of(folder);
            long total = zip.sizeBytes();
            BodyPublisher body = BodyPublishers.ofInputStream(() -> zip.open(done -> progress.accept(done, total)));
            HttpRequest request = request("/models/" + name + "/versions/" + number, UPLOAD_PATIENCE)
                    .header("Content-Type", "application/zip")
                    .PUT(body)
                    .build();
            return read(send(request), Model.Added.class).version();
        } catch (IOException unreadable) {
            throw CliException.failed("can't read " + folder + ": " + unreadable.getMessage(), "", unreadable);
        }
    }

    /**
     * Begins a deployment.
     *
     * @param order what to deploy
     * @return the new generation
     * @throws CliException if it is refused
     */
    public Deployment deploy(Order order) throws CliException {
        return read(send(post("/deployments", order, PATIENCE)), Deployment.class);
    }

    /**
     * Asks the gateway's strategies for a preview, which may take as long as all of them are given.
     *
     * @param order what to plan
     * @return a document of kind {@code plans}
     * @throws CliException if it is refused
     */
    public byte[] plan(PlanOrder order) throws CliException {
        return send(post("/plans", order, UPLOAD_PATIENCE));
    }

    /**
     * What the gateway's strategies would have to solve.
     *
     * @param order what to plan
     * @return a document of kind {@code problem}
     * @throws CliException if it is refused
     */
    public byte[] problem(PlanOrder order) throws CliException {
        return send(post("/problems", order, PATIENCE));
    }

    /**
     * The devices and links that the gateway knows.
     *
     * @return a document of kind {@code fleet}
     * @throws CliException if it can't be had
     */
    public byte[] fleet() throws CliException {
        return send(request("/fleet", PATIENCE).build());
    }

    /**
     * Reads plans, whoever made them.
     *
     * @param document of kind {@code plans}
     * @return what it says
     * @throws CliException if it can't be read
     */
    public static Plans plans(byte[] document) throws CliException {
        try {
            return MAPPER.readValue(document, Plans.class);
        } catch (IOException malformed) {
            throw CliException.failed(
                    "can't read the plans: " + malformed.getMessage(),
                    "Is it a Hewn gateway of the same version?",
                    malformed);
        }
    }

    /**
     * Follows a generation until it serves or has ended.
     *
     * @param generation its number
     * @param listener is told of every change
     * @return as it is in the end
     * @throws CliException if the gateway can no longer be asked
     */
    public Deployment follow(long generation, Consumer<Deployment> listener) throws CliException {
        Deployment last = deployment(generation);
        while (!last.isServing() && !last.ended()) {
            HttpRequest request = request("/deployments/" + generation + "/events", UPLOAD_PATIENCE)
                    .build();
            HttpResponse<Stream<String>> response = exchange(request, BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw refused(response.statusCode(), response.body().toList().toString());
            }
            EventLines.read(response.body(), data -> listener.accept(parse(data, Deployment.class)));
            last = deployment(generation); // a stream that was cut off is opened again
        }
        return last;
    }

    /**
     * Ends what serves a model.
     *
     * @param model its name
     * @throws CliException if nothing does
     */
    public void undeploy(String model) throws CliException {
        send(request("/deployments/" + model, PATIENCE).DELETE().build());
    }

    /**
     * Brings back what was deployed before.
     *
     * @param model its name
     * @param replaces the generation that serves now; if it is known, asking twice does no harm
     * @return the new generation
     * @throws CliException if there is nothing to go back to, or another generation serves
     */
    public Deployment rollback(String model, OptionalLong replaces) throws CliException {
        String known = replaces.isPresent() ? "?replaces=" + replaces.getAsLong() : "";
        HttpRequest request = request("/deployments/" + model + "/rollback" + known, PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        return read(send(request), Deployment.class);
    }

    /**
     * Makes the canary of a model what serves it.
     *
     * @param model its name
     * @return the generation that was the canary
     * @throws CliException if there is none
     */
    public Deployment promote(String model) throws CliException {
        HttpRequest request = request("/deployments/" + model + "/promote", PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        return read(send(request), Deployment.class);
    }

    /**
     * Ends the canary of a model, and never what serves.
     *
     * @param model its name
     * @return the generation that is the canary
     * @throws CliException if there is none
     */
    public Deployment endCanary(String model) throws CliException {
        HttpRequest request =
                request("/deployments/" + model + "/canary", PATIENCE).DELETE().build();
        return read(send(request), Deployment.class);
    }

    /**
     * Removes a version of a model.
     *
     * @param model its name
     * @param version its number
     * @return what the gateway warns of, if it does
     * @throws CliException if there is no such version, or it is deployed
     */
    public Optional<String> remove(String model, long version) throws CliException {
        byte[] answer = send(request("/models/" + model + "/versions/" + version, PATIENCE)
                .DELETE()
                .build());
        return answer.length == 0
                ? Optional.empty()
                : Optional.ofNullable(
                        read(answer, JsonNode.class).path("warning").textValue());
    }

    private <T> T get(String path, Class<T> type) throws CliException {
        return read(send(request(path, PATIENCE).build()), type);
    }

    private HttpRequest post(String path, Object body, Duration patience) {
        try {
            return request(path, patience)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an order can be written as JSON", impossible);
        }
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(API + path)).timeout(patience);
        gateway.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private byte[] send(HttpRequest request) throws CliException {
        HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            byte[] body = in.readAllBytes();
            if (response.statusCode() >= 300) {
                throw refused(response.statusCode(), new String(body, StandardCharsets.UTF_8));
            }
            return body;
        } catch (IOException cut) {
            throw unreachable(cut);
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws CliException {
        try {
            return http.send(request, handler);
        } catch (IOException failed) {
            throw unreachable(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted", "", interrupted);
        }
    }

    private CliException unreachable(IOException failed) {
        return failed instanceof ConnectException
                ? CliException.failed(
                        "no gateway answers at " + gateway,
                        "Start one with 'hewn start', or name another one with --gateway.",
                        failed)
                : CliException.failed(
                        "the connection to " + gateway + " failed: "
                                + Optional.ofNullable(failed.getMessage())
                                        .orElse(failed.getClass().getSimpleName()),
                        "Try again; the gateway's log may tell more.",
                        failed);
    }

    private CliException refused(int status, String body) {
        if (status == 401) {
            return CliException.unusable(
                    gateway + " does not accept this token" + (gateway.token().isEmpty() ? ": none was found" : ""),
                    "Give it with --token or HEWN_TOKEN, or name the gateway's data folder with --data; "
                            + "the token stands there in the file admin.token.");
        }
        try {
            JsonNode error = MAPPER.readTree(body);
            if (error.hasNonNull("error")) {
                return CliException.failed(
                        error.get("error").asText(),
                        sentence(error.path("remedy").asText("")));
            }
        } catch (JsonProcessingException notJson) {
            // said below
        }
        return CliException.failed(
                gateway + " answered with HTTP status " + status, "Is it a Hewn gateway, and has it started?");
    }

    /** Remedies are written as parts of sentences by some and as sentences by others. */
    private static String sentence(String remedy) {
        return remedy.isEmpty()
                ? ""
                : Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + (remedy.endsWith(".") ? "" : ".");
    }

    private <T> T read(byte[] body, Class<T> type) throws CliException {
        return parse(new String(body, StandardCharsets.UTF_8), type);
    }

    private <T> T parse(String json, Class<T> type) throws CliException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException malformed) {
            throw CliException.failed(
                    "can't read what " + gateway + " answered: " + malformed.getOriginalMessage(),
                    "Is it a Hewn gateway of the same version?",
                    malformed);
        }
    }
}
