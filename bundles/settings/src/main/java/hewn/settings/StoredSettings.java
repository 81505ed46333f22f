package hewn.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * All configurations as they were saved, whoever they are for.
 *
 * @param context sees what keeps them
 * @param forms the forms of now
 */
record StoredSettings(BundleContext context, Supplier<Forms> forms) {
    /** What they say that is not valid now; nothing while what keeps them is not there. */
    List<Fault> faults() {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        if (reference == null) {
            return List.of();
        }
        try {
            Forms now = forms.get();
            return Optional.ofNullable(context.getService(reference)).stream()
                    .flatMap(StoredSettings::all)
                    .flatMap(saved -> SettingsGuard.faults(now, saved).stream())
                    .toList();
        } finally {
            context.ungetService(reference);
        }
    }

    private static Stream<Dictionary<String, Object>> all(ConfigurationAdmin admin) {
        try {
            return Stream.ofNullable(admin.listConfigurations(null))
                    .flatMap(Stream::of)
                    .flatMap(StoredSettings::properties);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError("no filter, so no syntax to be wrong", impossible);
        }
    }

    private static Stream<Dictionary<String, Object>> properties(Configuration saved) {
        try {
            return Stream.ofNullable(saved.getProperties());
        } catch (IllegalStateException deleted) {
            return Stream.empty();
        }
    }
}
