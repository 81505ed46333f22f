package hewn.cli.command;

import hewn.cli.api.Health;
import hewn.cli.api.Health.Check;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The worst of the health checks in a line, and where more is told unless all is well.
 *
 * @param health empty if the gateway does not tell it
 * @param gateway its address
 */
record HealthText(Optional<Health> health, String gateway) {
    /** For people: all checks with their reasons. */
    private static final String PAGE = "/system/health.verbose.txt";

    @Override
    public String toString() {
        return health.map(this::told).orElse("unknown; see " + gateway + PAGE);
    }

    private String told(Health checked) {
        String bad = checked.results().stream()
                .filter(check -> !check.isOk())
                .map(Check::name)
                .collect(Collectors.joining(", "));
        return checked.overallResult() + (bad.isEmpty() ? "" : ": " + bad + "; see " + gateway + PAGE);
    }
}
