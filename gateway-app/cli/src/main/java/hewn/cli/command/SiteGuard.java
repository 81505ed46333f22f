package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.demo.DemoSite;
import hewn.cli.local.Scratch;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Ends a site, and deletes what it kept, where this process is ended while the site is in use. */
record SiteGuard(DemoSite site, Scratch scratch) {
    /** What is done with the site. */
    @FunctionalInterface
    interface Use<T> {
        T run() throws CliException, IOException, InterruptedException;
    }

    <T> T during(Use<T> use) throws CliException, IOException, InterruptedException {
        Thread stop = new Thread(this::stop, "hewn-site-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return use.run();
        } finally {
            forget(stop);
        }
    }

    /** Where this process is ending already, what fails now fails because of that, and nobody wants to hear of it. */
    private static void forget(Thread stop) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException ending) {
            new CountDownLatch(1).await();
        }
    }

    /** Ctrl-C: the processes first, then their files. */
    private void stop() {
        site.close();
        try {
            scratch.close();
        } catch (IOException leftOver) {
            System.err.println("hewn: can't delete " + scratch.folder() + ": " + leftOver);
        }
    }
}
