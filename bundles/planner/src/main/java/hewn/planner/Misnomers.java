package hewn.planner;

import hewn.placement.Planner.Unoffered;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that are configured though no strategy has them. Each is logged once, and again only when a strategy of that name
 * was on offer meanwhile or the settings were changed. Safe for use by several threads.
 */
final class Misnomers {
    private static final Logger LOG = LoggerFactory.getLogger(Misnomers.class);

    private final StrategyShelf shelf;
    private final Set<String> told = new HashSet<>(); // guarded by this

    Misnomers(StrategyShelf shelf) {
        this.shelf = shelf;
    }

    /** Which there are now, in order. */
    List<Unoffered> in(PlannerSettings settings) {
        return settings.named().stream()
                .filter(named -> !shelf.has(named.strategy()))
                .toList();
    }

    /** Logs those that are new, and returns them. To be called when strategies had the time to come. */
    synchronized List<Unoffered> tell(PlannerSettings settings) {
        List<Unoffered> now = in(settings);
        told.retainAll(now.stream().map(Unoffered::strategy).toList());
        List<Unoffered> news =
                now.stream().filter(unoffered -> told.add(unoffered.strategy())).toList();
        news.forEach(unoffered -> LOG.warn(
                "'Hewn planner' names the strategy '{}' in {}, but none of that name is on offer, so it is not asked; on"
                        + " offer are {}",
                unoffered.strategy(),
                unoffered.setting(),
                shelf.names()));
        return news;
    }

    /** The settings were changed: what is wrong in them is told anew. */
    synchronized void forget() {
        told.clear();
    }
}
