package hewn.planner;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Threads of strategies that were interrupted, as long as they do not end. */
final class Runaways {
    private final Set<StrategyThreads> interrupted = ConcurrentHashMap.newKeySet();

    void watch(StrategyThreads threads) {
        interrupted.add(threads);
    }

    /** The names of the strategies of those that go on, sorted. */
    List<String> strategies() {
        interrupted.removeIf(threads -> !threads.areRunning());
        return interrupted.stream()
                .map(StrategyThreads::strategy)
                .distinct()
                .sorted()
                .toList();
    }
}
