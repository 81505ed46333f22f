package hewn.engine.isolated;

import hewn.inference.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A running {@link EngineProgram}: its folder, its socket, what it says, and why it ended. */
final class ChildProcess implements AutoCloseable {
    /** How many calls are answered at once; further ones wait. */
    private static final int CONNECTIONS = 4;

    /** What the system may take to end a process that was killed. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    /** What a process may take to end once its connections have closed. */
    private static final Duration DYING = Duration.ofSeconds(2);

    private final ScratchFolder folder;
    private final ServerSocketChannel server;
    private final Process process;
    private final LastWords words = new LastWords();
    private final AtomicReference<Optional<String>> reason = new AtomicReference<>(Optional.empty());

    private ChildProcess(ScratchFolder folder, ServerSocketChannel server, Process process) {
        this.folder = folder;
        this.server = server;
        this.process = process;
        listen("out", process::getInputStream);
        listen("err", process::getErrorStream);
        process.onExit().thenRun(this::closeServer);
    }

    /**
     * Starts a process.
     *
     * @param program what to start
     * @param memoryBytes what it may take
     * @return the process
     * @throws EngineException if it can't be started
     */
    static ChildProcess start(EngineProgram program, long memoryBytes) throws EngineException {
        try {
            ScratchFolder folder = ScratchFolder.make(scratch());
            Path socket = folder.path().resolve("socket");
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            List<String> arguments = List.of(socket.toString(), Integer.toString(CONNECTIONS));
            return new ChildProcess(folder, server, program.start(folder.path(), arguments, memoryBytes));
        } catch (IOException failed) {
            throw new EngineException("the engine's process can't be started: " + failed, failed);
        }
    }

    private static Path scratch() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Deletes what programs of this kind have left whose parents were killed. */
    static void sweep() {
        ScratchFolder.sweep(scratch());
    }

    private void listen(String name, Supplier<InputStream> stream) {
        Thread thread = new Thread(() -> words.drain(stream.get()), "engine-process-" + process.pid() + "-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until the process has connected, after which nobody else can.
     *
     * @param maxTensorBytes the most that all tensors of one message may take
     * @return its connections
     * @throws IOException if it ends before
     */
    List<Link> accept(long maxTensorBytes) throws IOException {
        List<Link> links = new ArrayList<>();
        while (links.size() < CONNECTIONS) {
            links.add(new Link(server.accept(), maxTensorBytes));
        }
        closeServer();
        return links;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has in memory; 0 where that can't be told. */
    long memoryBytes() {
        return ResidentMemory.of(process.pid()).orElse(0);
    }

    /**
     * Ends it at once, if it has not ended yet.
     *
     * @param because the first reason given is the one that counts
     */
    void end(String because) {
        if (process.isAlive()) {
            reason.compareAndSet(Optional.empty(), Optional.of(because));
        }
        process.destroyForcibly();
    }

    /**
     * Ends it after its connection broke, unless it is ending by itself: connections close a little before a process is
     * gone, and then its own status tells more.
     *
     * @param because what broke
     */
    void endBroken(String because) {
        await(DYING);
        end(because);
    }

    /** Why it ended; waits until it has. */
    String causeOfDeath() {
        await(ENDING);
        return reason.get().orElseGet(() -> "it ended by itself with status " + status() + lastWords());
    }

    private String status() {
        return process.isAlive() ? "unknown" : Integer.toString(process.exitValue());
    }

    private String lastWords() {
        String last = words.toString();
        return last.isEmpty() ? "" : "; its last words were:\n" + last;
    }

    private void await(Duration limit) {
        try {
            process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeServer() {
        try {
            server.close();
            Files.deleteIfExists(folder.path().resolve("socket"));
        } catch (IOException gone) {
            // nobody connects to it any more
        }
    }

    @Override
    public void close() {
        end("it was no longer needed");
        await(ENDING);
        closeServer();
        try {
            folder.close();
        } catch (IOException gone) {
            // a folder of temporary files, which the system sweeps
        }
    }
}
