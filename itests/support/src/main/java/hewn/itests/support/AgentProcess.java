package hewn.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A device agent in a process of its own, started as its users start it. */
public final class AgentProcess implements AutoCloseable {
    private static final Path PROGRAM =
            Path.of(System.getProperty("hewn.root"), "device-agent", "target", "hewn-agent", "bin", "hewn-agent");

    private final Process process;
    private final Path log;

    private AgentProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts an agent.
     *
     * @param broker where it finds its broker
     * @param id what it is called
     * @param folder where it keeps its data and its log, in folders and files of its own
     * @param options more options
     * @return the process, to be closed by the caller
     */
    public static AgentProcess start(URI broker, String id, Path folder, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--broker",
                broker.toString(),
                "--id",
                id,
                "--data",
                folder.resolve(id).toString()));
        arguments.addAll(List.of(options));
        return run(folder.resolve(id + ".log"), arguments);
    }

    /**
     * Starts the program with any arguments.
     *
     * @param log for what it says; appended to
     * @param arguments as on the command line
     * @return the process, to be closed by the caller
     */
    public static AgentProcess run(Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            return new AgentProcess(builder.start(), log);
        } catch (IOException notBuilt) {
            throw new UncheckedIOException(notBuilt);
        }
    }

    /**
     * What it has said so far.
     *
     * @return its log
     */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Tells whether it runs.
     *
     * @return whether it does
     */
    public boolean isAlive() {
        return process.isAlive();
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
     * Waits for its end.
     *
     * @param patience how long
     * @return its exit status
     * @throws InterruptedException if the thread is interrupted
     */
    public int await(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the agent did not end within " + patience + "; its log:\n" + log());
        }
        return process.exitValue();
    }

    /**
     * Ends it as service managers do, by SIGTERM.
     *
     * @param patience how long that may take
     * @return its exit status
     * @throws InterruptedException if the thread is interrupted
     */
    public int stop(Duration patience) throws InterruptedException {
        process.destroy();
        return await(patience);
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
     * Has it stand still, as a hung device does, by SIGSTOP; its connections stay open.
     *
     * @throws IOException if it can't be told
     * @throws InterruptedException if the thread is interrupted
     */
    public void pause() throws IOException, InterruptedException {
        ProcessSignal.STOP.send(process.pid());
    }

    /**
     * Has it go on where it stood still.
     *
     * @throws IOException if it can't be told
     * @throws InterruptedException if the thread is interrupted
     */
    public void goOn() throws IOException, InterruptedException {
        ProcessSignal.CONT.send(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
