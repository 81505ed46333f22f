package hewn.itests.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The broker Mosquitto in a process of its own, where it is installed. */
public final class Mosquitto implements AutoCloseable {
    private static final Optional<Path> PROGRAM = Stream.of(
                    System.getenv().getOrDefault("HEWN_MOSQUITTO", ""), "/usr/sbin/mosquitto", "/usr/bin/mosquitto")
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;

    /**
     * Starts one at a free port of this machine, without waiting until it listens.
     *
     * @param folder for its configuration and its log
     * @param settings more lines of its configuration
     * @throws IOException if it can't be started
     */
    public Mosquitto(Path folder, String... settings) throws IOException {
        this.folder = folder;
        this.port = GatewayProcess.freePort();
        this.settings = List.of(settings);
        start();
    }

    /**
     * Tells whether it is installed. The environment variable {@code HEWN_MOSQUITTO} names one that is elsewhere.
     *
     * @return whether it is
     */
    public static boolean isInstalled() {
        return PROGRAM.isPresent();
    }

    /**
     * How it is started.
     *
     * @param folder for its configuration, which is written
     * @param port where it is to listen, on this machine alone
     * @param settings more lines of its configuration
     * @return program and arguments
     * @throws IOException if the configuration can't be written
     */
    public static List<String> command(Path folder, int port, List<String> settings) throws IOException {
        Path config = folder.resolve("mosquitto.conf");
        Stream<String> always = Stream.of("listener " + port + " 127.0.0.1", "allow_anonymous true");
        Files.write(config, Stream.concat(always, settings.stream()).toList());
        return List.of(PROGRAM.orElseThrow().toString(), "-c", config.toString());
    }

    /**
     * Where it listens.
     *
     * @return as its clients are told
     */
    public URI uri() {
        return URI.create("mqtt://127.0.0.1:" + port);
    }

    /**
     * Starts it again after it was killed.
     *
     * @throws IOException if it can't be started
     */
    public void start() throws IOException {
        process = new ProcessBuilder(command(folder, port, settings))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("mosquitto.log").toFile()))
                .start();
    }

    /**
     * Ends it as a power cut does, by SIGKILL.
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
