package hewn.model.folder;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What is to be told of the folder now, such as what is wrong in it. Safe for use by several threads.
 */
final class Faults {
    private final BiConsumer<Path, String> news;
    private volatile SortedMap<Path, String> now = Collections.emptySortedMap();

    /**
     * Nothing is wrong yet.
     *
     * @param news is told of each fault once, and again when it comes back
     */
    Faults(BiConsumer<Path, String> news) {
        this.news = news;
    }

    /** What is wrong from now on. */
    void become(Map<Path, String> next) {
        SortedMap<Path, String> before = now;
        now = Collections.unmodifiableSortedMap(new TreeMap<>(next));
        now.forEach((path, fault) -> {
            if (!fault.equals(before.get(path))) {
                news.accept(path, fault);
            }
        });
    }

    /** Each place, and what is wrong with it and what to do. */
    SortedMap<Path, String> now() {
        return now;
    }
}
