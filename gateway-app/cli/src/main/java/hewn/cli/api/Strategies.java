package hewn.cli.api;

import java.util.List;
import java.util.Optional;

/**
 * The strategies of a gateway.
 *
 * @param strategies the names of those on offer
 * @param quarantined those that are not asked any more, if the gateway tells
 */
public record Strategies(List<String> strategies, Optional<List<Quarantine>> quarantined) {
    /**
     * A strategy that is not asked any more.
     *
     * @param strategy its name
     * @param reason what it did
     */
    public record Quarantine(String strategy, String reason) {}
}
