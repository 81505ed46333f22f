package hewn.settings;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.slf4j.LoggerFactory;

/**
 * Puts the guard in place when the bundle starts, rather than as a component: it has to stand there before components are
 * given what was saved. The start levels of the gateway see to it that this bundle starts before components do.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class SettingsActivator implements BundleActivator {
    /** After all others that may change what was saved, such as those that fill in placeholders. */
    private static final int LAST = 1000;

    /** {@inheritDoc} */
    @Override
    public void start(BundleContext context) {
        var log = LoggerFactory.getLogger(SettingsGuard.class);
        var forms = new InstalledForms(context);
        var guard = new SettingsGuard(forms, words -> log.warn("{}", words));
        context.registerService(
                new String[] {ConfigurationPlugin.class.getName(), SynchronousConfigurationListener.class.getName()},
                guard,
                properties(Map.of(ConfigurationPlugin.CM_RANKING, LAST)));
        context.registerService(
                HealthCheck.class,
                new SettingsCheck(new StoredSettings(context, forms)::faults),
                properties(Map.of(HealthCheck.NAME, "Settings", HealthCheck.TAGS, "hewn")));
    }

    private static Dictionary<String, Object> properties(Map<String, Object> properties) {
        return new Hashtable<>(properties);
    }

    /** {@inheritDoc} The framework withdraws what was registered. */
    @Override
    public void stop(BundleContext context) {}
}
