package hewn.strategies.optimal.latency;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for a good placement, cut by cut, and goes on with only the most promising beginnings at each (Lowerre 1976). It
 * finds quickly what the exact search measures itself against, and proves nothing.
 */
final class BeamSearch {
    private static final Comparator<Label> PROMISING =
            Comparator.comparingDouble(Label::bound).thenComparingInt(label -> -label.position());

    /** Beginnings that go on alike: of two, the less promising one is not needed. */
    private record Place(int position, int device, BitSet used) {
        static Place of(Label label) {
            return new Place(label.position(), label.device(), label.devices());
        }
    }

    private final Successors successors;
    private final int layers;
    private final CriticalDevices none;
    private final Incumbent incumbent;

    BeamSearch(Successors successors, IndexedProblem problem, Incumbent incumbent) {
        this.successors = successors;
        this.layers = problem.layers();
        this.none = new CriticalDevices(problem.devices());
        this.incumbent = incumbent;
    }

    /** Offers the incumbent all that it finds while it goes on with so many beginnings at each cut. */
    void run(int width, Deadline deadline) {
        List<List<Label>> ran = Stream.generate(() -> (List<Label>) new ArrayList<Label>())
                .limit(layers)
                .toList();
        List<Label> starts = new ArrayList<>();
        successors.starts(none, starts::add);
        for (int position = 0; position < layers; position++) {
            for (Label label : best(ran.get(position), width)) {
                successors.hops(label, label.devices()::get, none, starts::add);
            }
            for (Label start : best(starts, width)) {
                if (deadline.isOver()) {
                    return;
                }
                successors.stages(start, label -> keepOrOffer(label, ran));
            }
            starts.clear();
            ran.get(position).clear();
        }
    }

    private void keepOrOffer(Label label, List<List<Label>> ran) {
        if (successors.isGoal(label)) {
            incumbent.offer(label);
        } else {
            ran.get(label.position()).add(label);
        }
    }

    private List<Label> best(List<Label> labels, int width) {
        Set<Place> places = new HashSet<>();
        Stream<Label> promising = labels.stream()
                .filter(label -> incumbent.isBeatenBy(label.bound()))
                .sorted(PROMISING);
        return promising
                .filter(label -> places.add(Place.of(label)))
                .limit(width)
                .toList();
    }
}
