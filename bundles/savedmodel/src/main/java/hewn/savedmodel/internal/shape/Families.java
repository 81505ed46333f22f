package hewn.savedmodel.internal.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All families, by the operations that belong to them. */
final class Families {
    private static final List<Family> ALL = List.of(
            new Constants(),
            new Convolution(),
            new Einsum(),
            new ElementWise(),
            new Filling(),
            new Gathering(),
            new Joining(),
            new MatrixProduct(),
            new Pooling(),
            new Rearranging(),
            new Reduction(),
            new Reshaping(),
            new Resizing(),
            new SameShape(),
            new ShapeReading(),
            new Splitting(),
            new StridedSlicing(),
            new TensorLists(),
            new TransposedConvolution());

    private static final Map<String, Family> BY_OPERATION = byOperation();

    private Families() {}

    static Optional<Family> of(String op) {
        return Optional.ofNullable(BY_OPERATION.get(op));
    }

    private static Map<String, Family> byOperation() {
        Map<String, Family> families = new HashMap<>();
        for (Family family : ALL) {
            for (String operation : family.operations()) {
                families.put(operation, family);
            }
        }
        return Map.copyOf(families);
    }
}
