package hewn.cli.api;

import java.util.List;

/**
 * What the health checks of a gateway say.
 *
 * @param overallResult the worst status, such as {@code OK} or {@code WARN}
 * @param results one for each check
 */
public record Health(String overallResult, List<Check> results) {
    /** Copies the results. */
    public Health {
        results = List.copyOf(results);
    }

    /**
     * One health check.
     *
     * @param name for people
     * @param status the worst of what it says
     */
    public record Check(String name, String status) {
        /**
         * Tells whether there is nothing to do.
         *
         * @return whether its status is {@code OK}
         */
        public boolean isOk() {
            return status.equals("OK");
        }
    }
}
