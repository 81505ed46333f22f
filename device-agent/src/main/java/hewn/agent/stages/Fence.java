package hewn.agent.stages;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers the generations that were unloaded for good, the last {@value #REMEMBERED} of them.
 */
final class Fence {
    private static final int REMEMBERED = 1024;

    private final Set<Long> unloaded = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    synchronized void raise(long generation) {
        unloaded.add(generation);
    }

    /** Another gateway counts its generations from the beginning. */
    synchronized void lower() {
        unloaded.clear();
    }

    synchronized boolean isRaised(long generation) {
        return unloaded.contains(generation);
    }
}
