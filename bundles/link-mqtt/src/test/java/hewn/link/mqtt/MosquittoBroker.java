package hewn.link.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Mosquitto as a process of its own. */
final class MosquittoBroker implements TestBroker {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path program;
    private final Path folder;
    private final String admission;
    private final int port;
    private Optional<Process> running = Optional.empty();

    MosquittoBroker(Path program, Path folder) throws IOException {
        this(program, folder, "allow_anonymous true\nlog_type error\n");
    }

    /** A broker with lines of configuration that say whom it admits, and how. */
    MosquittoBroker(Path program, Path folder, String admission) throws IOException {
        this.program = program;
        this.admission = admission;
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** Where Debian, and others, install it. */
    static Optional<Path> program() {
        return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        Path config = Files.writeString(
                folder.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\npersistence false\n" + admission);
        Process process = new ProcessBuilder(program.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        running = Optional.of(process);
        awaitPort(process);
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("mosquitto.log"));
    }

    private void awaitPort(Process process) throws IOException {
        long deadline = System.nanoTime() + START_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("mosquitto did not start: " + Files.readString(folder.resolve("mosquitto.log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As rudely as can be. */
    @Override
    public void stop() {
        running.ifPresent(process -> process.destroyForcibly().onExit().join());
        running = Optional.empty();
    }
}
