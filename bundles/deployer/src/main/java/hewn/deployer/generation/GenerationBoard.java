package hewn.deployer.generation;

import hewn.pipeline.Deployments.Watch;
import hewn.pipeline.GenerationStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations that have not ended, and the last ended one of each model; with those who watch them.
 */
public final class GenerationBoard {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationBoard.class);

    private final SortedMap<Long, GenerationStatus> byNumber = new TreeMap<>();
    private final Collection<Consumer<GenerationStatus>> watchers = new CopyOnWriteArrayList<>();

    /**
     * A generation began or changed; those who watch are told.
     *
     * @param status what it is now
     */
    public synchronized void post(GenerationStatus status) {
        byNumber.put(status.number(), status);
        if (status.state().isEnded()) {
            byNumber.values().removeIf(other -> isSuperseded(other, status));
        }
        watchers.forEach(watcher -> tell(watcher, status));
    }

    private static boolean isSuperseded(GenerationStatus other, GenerationStatus ended) {
        return other.state().isEnded()
                && other.number() < ended.number()
                && other.model().name().equals(ended.model().name());
    }

    private static void tell(Consumer<GenerationStatus> watcher, GenerationStatus status) {
        try {
            watcher.accept(status);
        } catch (RuntimeException foreign) { // a watcher's fault must not stop a rollout
            LOG.warn("A watcher of generations failed", foreign);
        }
    }

    /**
     * All that are known.
     *
     * @return what they are now, the oldest first
     */
    public synchronized List<GenerationStatus> all() {
        return List.copyOf(byNumber.values());
    }

    /**
     * One of them.
     *
     * @param number of the generation
     * @return what it is now; empty if there is none of that number
     */
    public synchronized Optional<GenerationStatus> find(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /**
     * Tells somebody of every change from now on.
     *
     * @param watcher is called by whoever makes the change, and is to return soon
     * @return closed when it is to end
     */
    public Watch watch(Consumer<GenerationStatus> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }
}
