package hewn.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves until it reads something, and does not end then if it is told so. */
@Command(name = "stubborn")
final class StubbornProgram implements Program.Service {
    static final String SERVES = "serves";
    static final String CLOSES = "closes";

    @Option(names = "--hang")
    private boolean hangs;

    @Option(names = "--patience")
    private Duration patience;

    private final CompletableFuture<StartException> failure = new CompletableFuture<>();

    public static void main(String[] arguments) {
        StubbornProgram read = new StubbornProgram();
        Program.commandLine(read).parseArgs(arguments); // once more than the program does, for its patience
        StubbornProgram service = new StubbornProgram();
        new Program("stubborn", service, read.patience).run(service::start, arguments);
    }

    private Program.Service start() {
        Thread serving = Thread.currentThread();
        Thread reading = new Thread(() -> read(serving), "reading");
        reading.setDaemon(true);
        reading.start();
        return this;
    }

    /** Signals are for one that waits: it has said what is to be done then. */
    private void read(Thread serving) {
        try {
            while (serving.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            System.out.println(SERVES);
            if (System.in.read() >= 0) {
                failure.complete(new StartException("can't go on"));
            }
        } catch (IOException closed) {
            System.err.println(closed);
        }
    }

    @Override
    public CompletionStage<StartException> failure() {
        return failure;
    }

    @Override
    public void close() {
        System.err.println(CLOSES);
        if (hangs) {
            awaitForEver();
        }
    }

    private static void awaitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }
}
