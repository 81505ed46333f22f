package hewn.settings;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;

/** The forms of the bundles that are installed now, read anew only when other bundles are. */
final class InstalledForms implements Supplier<Forms> {
    private record Installed(long bundle, long changed) {}

    private record Reading(List<Installed> bundles, Forms forms) {}

    private final BundleContext context;
    private volatile Reading last = new Reading(List.of(), Forms.of(List.of()));

    /**
     * Reads nothing yet.
     *
     * @param context sees the bundles
     */
    InstalledForms(BundleContext context) {
        this.context = context;
    }

    @Override
    public Forms get() {
        List<Installed> now = Arrays.stream(context.getBundles())
                .map(bundle -> new Installed(bundle.getBundleId(), bundle.getLastModified()))
                .toList();
        Reading reading = last;
        if (!reading.bundles().equals(now)) {
            reading = new Reading(now, Forms.of(context));
            last = reading;
        }
        return reading.forms();
    }
}
