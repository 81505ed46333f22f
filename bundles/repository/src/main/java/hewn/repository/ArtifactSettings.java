package hewn.repository;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What is configured of the slices' server now. It stands apart from the servlet, for a servlet whose own configuration
 * changes is registered anew, and devices find no slice meanwhile.
 */
@Component(service = ArtifactSettings.class, configurationPid = "hewn.artifacts")
@Designate(ocd = ArtifactSettings.Config.class)
public final class ArtifactSettings {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn artifacts", description = "Serves slices to devices")
    public @interface Config {
        /**
         * The bound of downloads.
         *
         * @return a number of requests
         */
        @AttributeDefinition(
                name = "Downloads at a time",
                description = "How many slices may be sent at a time; more are answered 503, and devices try again",
                min = "1",
                max = "1000000")
        int maxDownloads() default 32;
    }

    private volatile int maxDownloads;

    /**
     * Settings as a component of the gateway.
     *
     * @param config what is configured
     * @throws IllegalArgumentException if no slice may be sent
     */
    @Activate
    public ArtifactSettings(Config config) {
        this(config.maxDownloads());
    }

    ArtifactSettings(int maxDownloads) {
        bound(maxDownloads);
    }

    /** What makes no sense is refused, and leaves the settings as they are. */
    @Modified
    void change(Config config) {
        bound(config.maxDownloads());
    }

    void bound(int changed) {
        if (changed < 1) {
            throw new IllegalArgumentException("maxDownloads must be at least 1, but is " + changed);
        }
        maxDownloads = changed;
    }

    /** How many slices may be sent at a time. */
    int maxDownloads() {
        return maxDownloads;
    }
}
