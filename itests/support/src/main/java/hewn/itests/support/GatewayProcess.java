package hewn.itests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, started and asked as its users do. */
public final class GatewayProcess implements AutoCloseable {
    private static final Path PROGRAM = Path.of(
            System.getProperty("hewn.root"), "gateway-app", "distribution", "target", "hewn-gateway", "bin", "hewn");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final List<String> start;
    private final int httpPort = freePort();
    private final int mqttPort = freePort();
    private Process process;

    /**
     * Starts a gateway with data and strategies of its own.
     *
     * @param folder where it keeps its data and its log
     * @param options more options of {@code hewn start}
     * @throws Exception if it does not start
     */
    public GatewayProcess(Path folder, String... options) throws Exception {
        this.folder = folder;
        Files.createDirectories(strategies());
        start = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "start",
                "--data",
                folder.resolve("gateway").toString(),
                "--load",
                strategies().toString(),
                "--http",
                "127.0.0.1:" + httpPort,
                "--mqtt",
                "127.0.0.1:" + mqttPort));
        start.addAll(List.of(options));
        start();
    }

    /**
     * Starts it, or starts it again with all that it kept.
     *
     * @throws Exception if it does not
     */
    public void start() throws Exception {
        process = run(start, folder.resolve("gateway.log"));
        Eventually.eventually(
                "the gateway's readiness",
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the gateway ended; its log:\n" + log());
                    }
                    return log().contains("The gateway is ready");
                },
                ready -> ready);
    }

    private static Process run(List<String> command, Path output) throws IOException {
        Files.deleteIfExists(output);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /**
     * A port that nobody uses at this moment.
     *
     * @return its number
     * @throws IOException if there is none
     */
    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    /**
     * Which process it is.
     *
     * @return its number
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Ends it as a power cut does, by SIGKILL.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Ends it as service managers do, by SIGTERM.
     *
     * @return its exit status
     * @throws InterruptedException if the thread is interrupted
     */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the gateway did not stop; its log:\n" + log());
        }
        return process.exitValue();
    }

    /**
     * Runs a command against this gateway.
     *
     * @param arguments of it
     * @return its exit status and output
     * @throws Exception if it can't be run
     */
    public CommandResult hewn(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--gateway",
                http().toString(),
                "--data",
                folder.resolve("gateway").toString()));
        Path output = folder.resolve("command.log");
        Process running = run(command, output);
        if (!running.waitFor(120, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new AssertionError(command + " did not end; it said:\n" + Files.readString(output));
        }
        return new CommandResult(running.exitValue(), Files.readString(output));
    }

    /**
     * Calls it by HTTP.
     *
     * @param path of the route
     * @param body what is posted
     * @return the status and the body
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Reads from it by HTTP.
     *
     * @param path of the route
     * @return the status and the body
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Saves one value of a configuration, as the form of the web console does.
     *
     * @param pid of the configuration
     * @param name of the value
     * @param value the new one
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public void configure(String pid, String name, String value) throws IOException, InterruptedException {
        console(pid, "apply=true&action=ajaxConfigManager&propertylist=" + name + "&" + name + "=" + value);
    }

    /**
     * Deletes a configuration, as the web console does.
     *
     * @param pid of the configuration
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public void unconfigure(String pid) throws IOException, InterruptedException {
        console(pid, "apply=true&delete=true");
    }

    private void console(String pid, String form) throws IOException, InterruptedException {
        String password = Files.readString(data().resolve("console.password")).strip();
        String user = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(http().resolve("/system/console/configMgr/" + pid))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + user)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 400) {
            throw new AssertionError("the console answered " + status + " to a change of " + pid);
        }
    }

    /**
     * What a command says with {@code --json}.
     *
     * @param command and its arguments
     * @return what it says
     * @throws Exception if it can't be run
     */
    public JsonNode json(String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--json");
        return JSON.readTree(hewn(arguments.toArray(String[]::new)).output());
    }

    /**
     * Where its HTTP interface is.
     *
     * @return its URL
     */
    public URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /**
     * Where its own broker is.
     *
     * @return the URI for agents
     */
    public URI broker() {
        return URI.create("mqtt://127.0.0.1:" + mqttPort);
    }

    /**
     * What it keeps.
     *
     * @return its data folder
     */
    public Path data() {
        return folder.resolve("gateway");
    }

    /**
     * The folder that strategies are dropped into.
     *
     * @return its load folder
     */
    public Path strategies() {
        return folder.resolve("load");
    }

    /**
     * What it has said since it was started last.
     *
     * @return its log
     */
    public String log() {
        try {
            return Files.readString(folder.resolve("gateway.log"));
        } catch (IOException absent) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /**
     * What a command said, and its exit status.
     *
     * @param exitStatus 0 if all was done
     * @param output all that it said
     */
    public record CommandResult(int exitStatus, String output) {}
}
