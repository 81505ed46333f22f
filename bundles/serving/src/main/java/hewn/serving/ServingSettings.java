package hewn.serving;

import hewn.serving.http.Limits;
import hewn.serving.repeat.Retention;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What is configured of serving now. It stands apart from the servlet, for a servlet whose own configuration changes is
 * registered anew, and requests find none meanwhile.
 */
@Component(service = ServingSettings.class, configurationPid = "hewn.serving")
@Designate(ocd = ServingConfig.class)
public final class ServingSettings {
    private record Settings(Limits limits, Retention retention, boolean modelControl) {}

    private volatile Settings settings;

    /**
     * Settings as a component of the gateway.
     *
     * @param config what is configured
     */
    @Activate
    public ServingSettings(ServingConfig config) {
        this.settings = settings(config);
    }

    @Modified
    void change(ServingConfig config) {
        settings = settings(config);
    }

    private static Settings settings(ServingConfig config) {
        return new Settings(
                new ConfiguredLimits(config).limits(),
                new Retention(
                        Duration.ofSeconds(config.keptRepliesSeconds()), (long) config.keptRepliesMebibytes() << 20),
                config.modelControl());
    }

    /** What requests may take. */
    Limits limits() {
        return settings.limits();
    }

    /** How long and how many replies are kept for repeated requests. */
    Retention retention() {
        return settings.retention();
    }

    /** Whether clients may load and unload models. */
    boolean modelControl() {
        return settings.modelControl();
    }
}
