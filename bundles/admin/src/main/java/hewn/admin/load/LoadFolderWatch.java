package hewn.admin.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of jars that were dropped and do not start: what installs them passes over a file that is no bundle, and shows a
 * bundle that lacks a package as a stack trace.
 *
 * <p>Framework property: {@code hewn.load}, the folder; without it nothing is watched.
 */
@Component(service = LoadFolderWatch.class, immediate = true)
public final class LoadFolderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoadFolderWatch.class);
    private static final long PERIOD_SECONDS = 1;

    private final BundleContext context;
    private final UnmetNeeds needs;
    private final Set<String> reported = new HashSet<>(); // of the timer's thread, like the folder
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "load-folder"));

    /**
     * Watches the folder, as a service of the gateway.
     *
     * @param context sees the bundles, and has the framework properties
     */
    @Activate
    public LoadFolderWatch(BundleContext context) {
        this.context = context;
        this.needs = new UnmetNeeds(context);
        Optional.ofNullable(context.getProperty("hewn.load")).map(Path::of).ifPresent(this::watch);
    }

    private void watch(Path path) {
        LoadFolder folder = new LoadFolder(path, LoadFolderWatch::warn);
        String below = path.toFile().toURI().normalize().toString();
        timer.scheduleWithFixedDelay(() -> look(folder, below), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private static void warn(Path jar, String fault) {
        LOG.warn("'{}' is not used: {}", jar, fault);
    }

    private void look(LoadFolder folder, String below) {
        try {
            folder.look();
            Arrays.stream(context.getBundles())
                    .filter(bundle -> bundle.getLocation().startsWith(below))
                    .forEach(this::check);
        } catch (IOException unreadable) {
            LOG.debug("can't look into the load folder", unreadable);
        } catch (IllegalStateException removed) {
            LOG.debug("a bundle was removed, or the gateway is being stopped", removed);
        }
    }

    private void check(Bundle bundle) {
        String key = bundle.getLocation() + "@" + bundle.getLastModified();
        if (bundle.getState() != Bundle.INSTALLED) {
            reported.remove(key);
            return;
        }
        List<String> unmet = needs.of(bundle);
        if (!unmet.isEmpty() && reported.add(key)) {
            LOG.warn(
                    "'{}' does not start, for it needs {}. Build it against this gateway's version, or drop what it needs beside it",
                    bundle.getLocation(),
                    String.join("; and ", unmet));
        }
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
