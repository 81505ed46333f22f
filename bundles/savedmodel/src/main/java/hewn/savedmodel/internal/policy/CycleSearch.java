package hewn.savedmodel.internal.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for a circle among names that depend on names, depth first and with a stack of its own. */
final class CycleSearch {
    private final Map<String, List<String>> dependencies;
    private final Set<String> done = new HashSet<>();
    private final Set<String> onPath = new HashSet<>();
    private final Deque<Step> path = new ArrayDeque<>();

    private CycleSearch(Map<String, List<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /** A name, and those of its dependencies that are still to be looked at. */
    private record Step(String name, Iterator<String> open) {}

    /**
     * Looks for a circle.
     *
     * @param dependencies what each name depends on
     * @return a name that depends on itself, the first that is met, or empty if there is none
     */
    static Optional<String> in(Map<String, List<String>> dependencies) {
        CycleSearch search = new CycleSearch(dependencies);
        return dependencies.keySet().stream()
                .map(search::from)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> from(String root) {
        enter(root);
        while (!path.isEmpty()) {
            Step step = path.peek();
            if (!step.open().hasNext()) {
                path.pop();
                onPath.remove(step.name());
                done.add(step.name());
                continue;
            }
            String next = step.open().next();
            if (onPath.contains(next)) {
                return Optional.of(next);
            }
            enter(next);
        }
        return Optional.empty();
    }

    private void enter(String name) {
        if (!done.contains(name)) {
            onPath.add(name);
            path.push(new Step(name, dependencies.getOrDefault(name, List.of()).iterator()));
        }
    }
}
