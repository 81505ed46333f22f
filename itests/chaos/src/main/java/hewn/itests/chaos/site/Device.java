package hewn.itests.chaos.site;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.LinkProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** An agent behind a link of its own: others reach it at another loopback address than the one that it listens at. */
public final class Device implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(20);

    private final String id;
    private final Path folder;
    private final URI broker;
    private final int port;
    private final String advertised;
    private final LinkProxy link;
    private AgentProcess process;

    Device(int number, Path folder, URI broker) throws IOException {
        this.id = "device-" + number;
        this.folder = folder;
        this.broker = broker;
        this.port = GatewayProcess.freePort();
        this.advertised = "127.0.1." + number;
        this.link = new LinkProxy(advertised, new InetSocketAddress("127.0.0.1", port));
        start();
    }

    /** Starts the agent, or starts it again with all that is on its disk. */
    public void start() {
        process = AgentProcess.start(
                broker,
                id,
                folder,
                "--listen",
                "127.0.0.1:" + port,
                "--advertise",
                advertised,
                "--memory",
                "256MiB",
                "--parent",
                Long.toString(ProcessHandle.current().pid()));
    }

    /**
     * What it is called.
     *
     * @return its id
     */
    public String id() {
        return id;
    }

    /**
     * The way to it.
     *
     * @return the link by which tensors come
     */
    public LinkProxy link() {
        return link;
    }

    /**
     * Where its slices are.
     *
     * @return the folder of folders named by digest
     */
    public Path slices() {
        return folder.resolve(id).resolve("sha256");
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
     * Ends the agent by SIGKILL.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /**
     * Ends the agent by SIGTERM, as service managers do.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void end() throws InterruptedException {
        process.stop(END);
    }

    /**
     * What the agent has said.
     *
     * @return its log
     */
    public String log() {
        return process.log();
    }

    @Override
    public void close() throws IOException {
        process.close();
        link.close();
    }
}
