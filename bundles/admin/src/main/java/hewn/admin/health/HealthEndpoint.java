package hewn.admin.health;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens {@code /system/health}: the health check servlet waits for a configuration.
 *
 * <p>The endpoint has no access control, so it takes nothing from a request but the format, and lets no page of another
 * origin read it. What an operator changes of the configuration stays.
 */
@Component(service = HealthEndpoint.class, immediate = true)
public final class HealthEndpoint {
    private static final String FACTORY = "org.apache.felix.hc.core.impl.servlet.HealthCheckExecutorServlet";

    /**
     * Configures the servlet if nobody has.
     *
     * @param configurations keeps it
     * @throws IOException if it can't be kept
     */
    @Activate
    public HealthEndpoint(@Reference ConfigurationAdmin configurations) throws IOException {
        var configuration = configurations.getFactoryConfiguration(FACTORY, "hewn", "?");
        if (configuration.getProperties() == null) {
            configuration.update(defaults());
        }
    }

    private static Dictionary<String, Object> defaults() {
        Dictionary<String, Object> defaults = new Hashtable<>();
        defaults.put("servletPath", "/system/health");
        defaults.put("tags", new String[] {"hewn"});
        defaults.put("format", "json");
        defaults.put("allowed.formats", new String[] {"json", "html", "txt", "verbose.txt"});
        defaults.put("disable.request.configuration", true);
        defaults.put("cors.accessControlAllowOrigin", "");
        return defaults;
    }
}
