package hewn.itests.chaos.site;

import hewn.itests.support.Eventually;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.Mosquitto;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A broker in a process of its own: mosquitto if it is installed, else the one that gateways embed. */
public final class BrokerProcess implements AutoCloseable {
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
        return Mosquitto.isInstalled() ? "mosquitto" : "the gateway's broker as a process";
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
        if (Mosquitto.isInstalled()) {
            return Mosquitto.command(folder, port, List.of("set_tcp_nodelay true"));
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
