package hewn.admin.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of jars that were dropped and can't be used: what installs them passes over a file that is no bundle, and shows a
 * bundle that lacks a package, or a part that can't be made, as a stack trace.
 *
 * <p>Framework property: {@code hewn.load}, the folder; without it nothing is watched.
 */
@Component(service = LoadFolderWatch.class, immediate = true)
public final class LoadFolderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoadFolderWatch.class);
    private static final long PERIOD_SECONDS = 1;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "load-folder"));
    private volatile List<Complaint> complaints = List.of();

    /**
     * Watches the folder, as a service of the gateway.
     *
     * @param context sees the bundles, and has the framework properties
     * @param components knows what bundles are made of
     */
    @Activate
    public LoadFolderWatch(BundleContext context, @Reference ServiceComponentRuntime components) {
        Optional.ofNullable(context.getProperty("hewn.load"))
                .map(Path::of)
                .ifPresent(path -> watch(new LoadFolder(path), bundles(path, context, components)));
    }

    private static DroppedBundles bundles(Path path, BundleContext context, ServiceComponentRuntime components) {
        String below = path.toFile().toURI().normalize().toString();
        return new DroppedBundles(context, below, new UnmetNeeds(context), new FailedParts(components));
    }

    private void watch(LoadFolder folder, DroppedBundles bundles) {
        timer.scheduleWithFixedDelay(() -> look(folder, bundles), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look(LoadFolder folder, DroppedBundles bundles) {
        try {
            List<Complaint> now = Stream.concat(folder.look().stream(), bundles.look().stream())
                    .toList();
            now.stream()
                    .filter(complaint -> !complaints.contains(complaint))
                    .map(Complaint::words)
                    .forEach(LOG::warn);
            complaints = now;
        } catch (IOException unreadable) {
            LOG.debug("can't look into the load folder", unreadable);
        } catch (IllegalStateException removed) {
            LOG.debug("a bundle was removed, or the gateway is being stopped", removed);
        }
    }

    /**
     * What can't be used of that which lies in the folder.
     *
     * @return a sentence for each, with what to do
     */
    public List<String> complaints() {
        return complaints.stream().map(Complaint::words).toList();
    }

    /** Ends the watch. */
    @Deactivate
    public void close() {
        timer.shutdownNow();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
