package hewn.admin.health;

import hewn.admin.load.LoadFolderWatch;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of what lies in the load folder and can't be used, such as a strategy that whoever dropped it looks for. */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=Load folder", HealthCheck.TAGS + "=hewn"})
public final class LoadFolderCheck implements HealthCheck {
    private final Supplier<List<String>> complaints;

    /**
     * Checks a folder.
     *
     * @param watch looks into it
     */
    @Activate
    public LoadFolderCheck(@Reference LoadFolderWatch watch) {
        this(watch::complaints);
    }

    LoadFolderCheck(Supplier<List<String>> complaints) {
        this.complaints = complaints;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        List<String> now = complaints.get();
        now.forEach(words -> log.warn("{}", words));
        log.info("{} complaints", now.size());
        return new Result(log);
    }
}
