package hewn.model.folder;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong in the folder now. Each fault is logged once, and again when it comes back. Safe for use by several threads.
 */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private volatile SortedMap<Path, String> now = Collections.emptySortedMap();

    /** What is wrong from now on. */
    void become(Map<Path, String> next) {
        SortedMap<Path, String> before = now;
        now = Collections.unmodifiableSortedMap(new TreeMap<>(next));
        now.forEach((path, fault) -> {
            if (!fault.equals(before.get(path))) {
                LOG.warn("'{}' {}", path, fault);
            }
        });
    }

    /** Each place, and what is wrong with it and what to do. */
    SortedMap<Path, String> now() {
        return now;
    }
}
