package hewn.cli.demo;

import hewn.cli.CliException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that this program started and that ends with it; what it says goes to a file. */
final class Child implements AutoCloseable {
    private static final int LAST_LINES = 15;
    private static final int PATIENCE_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(String name, Path log, List<String> command) throws CliException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile())
                    .start();
            return new Child(name, process, log);
        } catch (IOException failed) {
            throw CliException.failed("can't start " + name + ": " + failed.getMessage(), "", failed);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Why it is not what it should be, with the last lines of what it said. */
    CliException failure(String what) {
        return CliException.failed(name + " " + what + (isAlive() ? "" : "; it has ended"), lastLines());
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "The last that it said:" + System.lineSeparator()
                    + String.join(
                            System.lineSeparator(),
                            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "Its log can't be read: " + unreadable;
        }
    }

    /** Asks it to end. */
    void terminate() {
        process.destroy();
    }

    /** Ends it at once, and leaves it no moment for anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it where it is. */
    void freeze() throws CliException, InterruptedException {
        try {
            int status = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw failure("can't be stopped: kill ended with status " + status);
            }
        } catch (IOException missing) {
            throw CliException.failed("can't stop " + name + ": " + missing.getMessage(), "", missing);
        }
    }

    /** Waits until it has ended, and ends it the hard way if it takes too long. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
