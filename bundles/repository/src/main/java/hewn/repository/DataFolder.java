package hewn.repository;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** Where a gateway keeps what must survive it. */
final class DataFolder {
    private DataFolder() {}

    static Path of(BundleContext context) {
        return Path.of(Optional.ofNullable(context.getProperty("hewn.data"))
                .filter(value -> !value.isBlank())
                .orElse("data"));
    }
}
