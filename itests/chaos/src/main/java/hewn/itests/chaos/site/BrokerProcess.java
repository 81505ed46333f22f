package hewn.itests.chaos.site;

import hewn.itests.support.Eventually;
import hewn.itests.support.GatewayProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A broker in a process of its own: mosquitto if it is installed, else the one that gateways embed. */
public final class BrokerProcess implements AutoCloseable {
    private static final Optional<Path> MOSQUITTO = Stream.of(
                    System.getenv().getOrDefault("HEWN_MOSQUITTO", ""), "/usr/sbin/mosquitto", "/usr/bin/mosquitto")
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private final Path folder;
    private final int port;
    private Process process;

    BrokerProcess(Path folder) throws Exception {
        this.folder = folder;
        this.port = GatewayProcess.freePort();
        start();
    }

    URI uri() {
        return URI.create("mqtt://127.0.0.1:" + port);
    }

    /**
     * Which program it is.
     *
     * @return its name
     */
    public String program() {
        return MOSQUITTO.isPresent() ? "mosquitto" : "the gateway's broker as a process";
    }

    /**
     * Starts it, with nothing that it knew before.
     *
     * @throws Exception if it does not listen
     */
    public void start() throws Exception {
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("broker.log").toFile()))
                .start();
        Eventually.eventually("the broker", this::listens, listens -> listens);
    }

    private List<String> command() throws IOException {
        if (MOSQUITTO.isPresent()) {
            Path config = Files.writeString(
                    folder.resolve("mosquitto.conf"),
                    "listener " + port + " 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n");
            return List.of(MOSQUITTO.get().toString(), "-c", config.toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProgram.class.getName(),
                Integer.toString(port),
                Long.toString(ProcessHandle.current().pid()));
    }

    private boolean listens() {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
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
     * Ends it by SIGKILL.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
