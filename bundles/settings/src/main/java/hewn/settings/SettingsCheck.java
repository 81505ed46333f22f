package hewn.settings;

import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** Warns of what is configured but not valid, until it is changed or deleted. */
final class SettingsCheck implements HealthCheck {
    private final Supplier<List<Fault>> faults;

    /**
     * Checks the settings.
     *
     * @param faults those of now
     */
    SettingsCheck(Supplier<List<Fault>> faults) {
        this.faults = faults;
    }

    /** {@inheritDoc} */
    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        List<Fault> now = faults.get();
        now.forEach(fault -> log.warn("{}", fault.words()));
        log.info("{} settings are ignored", now.size());
        return new Result(log);
    }
}
