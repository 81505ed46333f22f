package hewn.planner;

import hewn.placement.PlacementStrategy;
import hewn.placement.Planner.Quarantine;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strategies on offer, as bundles come and go, and which of them are not to be trusted any more. None is asked whether
 * it equals another, for that is foreign code, too.
 */
final class StrategyShelf {
    private static final Logger LOG = LoggerFactory.getLogger(StrategyShelf.class);

    private final AtomicLong editions = new AtomicLong();
    private final List<OfferedStrategy> offered = new CopyOnWriteArrayList<>();
    private final Map<PlacementStrategy, String> quarantined = Collections.synchronizedMap(new IdentityHashMap<>());

    void add(String name, PlacementStrategy strategy, int ranking) {
        offered.add(new OfferedStrategy(name, strategy, ranking, editions.incrementAndGet()));
        LOG.info("Strategy '{}' is offered", name);
    }

    /** It is the same service with other properties. */
    void renew(String name, PlacementStrategy strategy, int ranking) {
        offered.stream().filter(o -> o.strategy() == strategy).findFirst().ifPresent(before -> {
            offered.add(new OfferedStrategy(name, strategy, ranking, editions.incrementAndGet()));
            drop(before);
            LOG.info("Strategy '{}' was changed", name);
        });
    }

    void remove(PlacementStrategy strategy) {
        offered.stream().filter(o -> o.strategy() == strategy).findFirst().ifPresent(gone -> {
            drop(gone);
            quarantined.remove(strategy);
            LOG.info("Strategy '{}' is withdrawn", gone.name());
        });
    }

    private void drop(OfferedStrategy strategy) {
        offered.removeIf(o -> o.edition() == strategy.edition());
    }

    List<Quarantine> quarantined() {
        return offered.stream()
                .filter(o -> quarantined.containsKey(o.strategy()))
                .map(o -> new Quarantine(o.name(), quarantined.get(o.strategy())))
                .sorted(Comparator.comparing(Quarantine::strategy))
                .toList();
    }

    void quarantine(OfferedStrategy strategy, String reason) {
        if (offered.stream().noneMatch(o -> o.edition() == strategy.edition())) {
            return; // withdrawn while it was asked
        }
        quarantined.put(strategy.strategy(), reason);
        LOG.warn("Strategy '{}' is not asked any more until its bundle is replaced: {}", strategy.name(), reason);
    }

    Optional<OfferedStrategy> find(String name) {
        return offered.stream()
                .filter(o -> o.name().equals(name))
                .filter(o -> !quarantined.containsKey(o.strategy()))
                .max(Comparator.comparingInt(OfferedStrategy::ranking));
    }

    /** Whether any strategy has this name, trusted or not. */
    boolean has(String name) {
        return offered.stream().anyMatch(o -> o.name().equals(name));
    }

    List<String> names() {
        return offered.stream()
                .filter(o -> !quarantined.containsKey(o.strategy()))
                .map(OfferedStrategy::name)
                .distinct()
                .sorted()
                .toList();
    }
}
