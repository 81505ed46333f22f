package hewn.strategies.optimal.throughput;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The labels of one position of which none dominates another, and at most so many of them: the most hopeful. */
final class LabelBucket {
    private static final Comparator<Label> LEAST_HOPEFUL_LAST =
            Comparator.comparingLong(Label::slack).reversed();

    private final int width;
    private final List<List<Label>> byDevice;
    private int size;
    private boolean complete = true;

    LabelBucket(int devices, int width) {
        this.width = width;
        this.byDevice = new ArrayList<>();
        for (int u = 0; u < devices; u++) {
            byDevice.add(new ArrayList<>());
        }
    }

    void add(Label label) {
        List<Label> others = byDevice.get(label.device());
        for (Label other : others) {
            if (other.dominates(label)) {
                return;
            }
        }
        int before = others.size();
        others.removeIf(label::dominates);
        others.add(label);
        size += others.size() - before;
        if (size > 2 * width) {
            shrink();
        }
    }

    private void shrink() {
        List<Label> kept = best();
        byDevice.forEach(List::clear);
        kept.forEach(label -> byDevice.get(label.device()).add(label));
        size = kept.size();
    }

    /** The labels to go on with; what else there was is given up. */
    List<Label> best() {
        complete &= size <= width;
        return byDevice.stream()
                .flatMap(List::stream)
                .sorted(LEAST_HOPEFUL_LAST)
                .limit(width)
                .toList();
    }

    /** Whether no label was given up. */
    boolean isComplete() {
        return complete;
    }
}
