package hewn.settings;

import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;

/**
 * Stands between configurations and the components that they are for: what is not valid does not get through, so that the
 * component's default holds, and is told once.
 *
 * <p>A component that is given a value that it refuses would not start, and what needs it neither.
 */
final class SettingsGuard implements ConfigurationPlugin, SynchronousConfigurationListener {
    private final Supplier<Forms> forms;
    private final Consumer<String> warning;
    private final Map<String, List<Fault>> told = new ConcurrentHashMap<>();

    /**
     * Guards a framework.
     *
     * @param forms the forms of now
     * @param warning is given the words for each fault once
     */
    SettingsGuard(Supplier<Forms> forms, Consumer<String> warning) {
        this.forms = forms;
        this.warning = warning;
    }

    /** {@inheritDoc} */
    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        List<Fault> faults = faults(forms.get(), properties);
        faults.forEach(fault -> properties.remove(fault.field()));
        tell(String.valueOf(properties.get(Constants.SERVICE_PID)), faults);
    }

    private void tell(String pid, List<Fault> faults) {
        List<Fault> before = Optional.ofNullable(told.put(pid, faults)).orElse(List.of());
        faults.stream().filter(fault -> !before.contains(fault)).forEach(fault -> warning.accept(fault.words()));
    }

    /** What a configuration says, but is not valid. */
    static List<Fault> faults(Forms forms, Dictionary<String, ?> properties) {
        return pid(properties)
                .flatMap(forms::of)
                .map(form -> form.faults(properties))
                .orElse(List.of());
    }

    private static Optional<String> pid(Dictionary<String, ?> properties) {
        return Optional.<Object>ofNullable(properties.get(ConfigurationAdmin.SERVICE_FACTORYPID))
                .or(() -> Optional.ofNullable(properties.get(Constants.SERVICE_PID)))
                .map(Object::toString);
    }

    /** {@inheritDoc} What is deleted and saved again is told again. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            told.remove(event.getPid());
        }
    }
}
