package hewn.cli.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.felix.main.Main;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Runs the framework as Felix's own launcher does, but for its end: a signal that stopped the framework cleanly ends the
 * process with status 0.
 *
 * <p>{@link FelixLauncher} loads this class once more, beside {@code bin/felix.jar} and nothing else.
 */
public final class FrameworkRun {
    private static final long PATIENCE_SECONDS = 30;

    private FrameworkRun() {}

    /**
     * Runs until the framework is stopped, from within or by a signal. The system property {@code
     * felix.config.properties} names its configuration.
     *
     * @param bundles the folder of its bundles
     * @param storage what the framework keeps
     * @throws BundleException if it does not start
     * @throws IOException if the bundles can't be read or kept
     * @throws InterruptedException if the thread is interrupted
     */
    public static void run(String bundles, String storage) throws BundleException, IOException, InterruptedException {
        Main.loadSystemProperties();
        Map<String, String> configuration = Main.loadConfigProperties();
        Main.copySystemProperties(configuration);
        configuration.put(Constants.FRAMEWORK_STORAGE, storage);
        Framework framework = ServiceLoader.load(FrameworkFactory.class, FrameworkRun.class.getClassLoader())
                .findFirst()
                .orElseThrow()
                .newFramework(configuration);
        framework.init();
        new BundleFolder(Path.of(bundles), Path.of(storage)).process(framework.getBundleContext());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(framework), "framework-stop"));
        serve(framework);
    }

    private static void serve(Framework framework) throws BundleException, InterruptedException {
        int end = FrameworkEvent.STOPPED_UPDATE;
        while (end == FrameworkEvent.STOPPED_UPDATE) {
            framework.start();
            end = framework.waitForStop(0).getType();
        }
    }

    /** Without halting, the Java virtual machine would report the signal instead of success. */
    private static void stop(Framework framework) {
        int status = 1;
        try {
            framework.stop();
            FrameworkEvent end = framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            status = end.getType() == FrameworkEvent.WAIT_TIMEDOUT ? 1 : 0;
        } catch (BundleException failed) {
            System.err.println("hewn: the gateway did not stop cleanly: " + failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}
