package hewn.cli.api;

import java.util.List;
import java.util.Optional;

/**
 * The strategies of a gateway.
 *
 * @param strategies the names of those on offer
 * @param quarantined those that are not asked any more, if the gateway tells
 * @param unusable what was dropped and can't be used, each with the reason and what to do, if the gateway tells
 */
public record Strategies(
        List<String> strategies, Optional<List<Quarantine>> quarantined, Optional<List<String>> unusable) {
    /**
     * A strategy that is not asked any more.
     *
     * @param strategy its name
     * @param reason what it did
     */
    public record Quarantine(String strategy, String reason) {}
}
