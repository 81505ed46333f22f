package hewn.model.folder;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns of what lies in the model folder and can't be deployed, and tells what somebody undeployed.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=Model folder", HealthCheck.TAGS + "=hewn", HealthCheck.TAGS + "=deployments"})
public final class ModelFolderCheck implements HealthCheck {
    private final Supplier<SortedMap<Path, String>> faults;
    private final Supplier<SortedMap<Path, String>> notes;

    /**
     * Checks a folder.
     *
     * @param watch looks at it
     */
    @Activate
    public ModelFolderCheck(@Reference ModelFolderWatch watch) {
        this(watch::faults, watch::notes);
    }

    ModelFolderCheck(Supplier<SortedMap<Path, String>> faults, Supplier<SortedMap<Path, String>> notes) {
        this.faults = faults;
        this.notes = notes;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        SortedMap<Path, String> now = faults.get();
        FormattingResultLog log = new FormattingResultLog();
        now.forEach((path, fault) -> log.warn("'{}' {}", path, fault));
        notes.get().forEach((path, note) -> log.info("'{}' {}", path, note));
        log.info("{} problems in the model folder", now.size());
        return new Result(log);
    }
}
