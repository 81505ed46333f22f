package hewn.savedmodel.internal.shape;

import hewn.tensor.PartialShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Combines what is known of shapes. */
public final class Shapes {
    private Shapes() {}

    /**
     * What two partial shapes of the same tensor say together.
     *
     * @param a one of them
     * @param b the other
     * @return the shape with all that either knows, or empty if they contradict each other
     */
    public static Optional<PartialShape> meet(PartialShape a, PartialShape b) {
        if (a.dimensions().isEmpty() || b.dimensions().isEmpty()) {
            return Optional.of(a.dimensions().isEmpty() ? b : a);
        }
        List<OptionalLong> left = a.dimensions().get();
        List<OptionalLong> right = b.dimensions().get();
        if (left.size() != right.size()) {
            return Optional.empty();
        }
        List<OptionalLong> met = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            OptionalLong l = left.get(i);
            OptionalLong r = right.get(i);
            if (l.isPresent() && r.isPresent() && l.getAsLong() != r.getAsLong()) {
                return Optional.empty();
            }
            met.add(l.isPresent() ? l : r);
        }
        return Optional.of(PartialShape.of(met));
    }
}
