package hewn.strategies.optimal.latency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The labels of one search: the open ones by their bounds, and of those with the same ways on none that is needless. */
final class Labels {
    private record Place(boolean ran, int position, int device, int stagesBefore) {}

    private final Steps steps;
    private final Terms terms;
    private final PriorityQueue<Label> open =
            new PriorityQueue<>(Comparator.comparingDouble(Label::bound).thenComparingInt(label -> -label.position()));
    private final Map<Place, List<Label>> places = new HashMap<>();
    private int made;

    Labels(Steps steps, Terms terms) {
        this.steps = steps;
        this.terms = terms;
    }

    /** Adds a label unless another dominates it, and drops those that it dominates. */
    void add(Label label) {
        List<Label> same = places.computeIfAbsent(place(label), key -> new ArrayList<>(1));
        if (same.stream().anyMatch(other -> label.isDominatedBy(other, terms))) {
            return;
        }
        same.removeIf(other -> {
            boolean needless = other.isDominatedBy(label, terms);
            if (needless) {
                other.dominate();
            }
            return needless;
        });
        same.add(label);
        open.add(label);
        made++;
    }

    private Place place(Label label) {
        return new Place(label.ran(), label.position(), label.device(), steps.areCounted() ? label.stagesBefore() : 0);
    }

    /** The open label of the least bound, which is no longer open then. */
    Optional<Label> next() {
        Label next = open.poll();
        while (next != null && next.isDominated()) {
            next = open.poll();
        }
        return Optional.ofNullable(next);
    }

    /** How many were ever added. */
    int made() {
        return made;
    }
}
