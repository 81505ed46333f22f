package hewn.bench.model;

import hewn.graph.Cut;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.util.List;

/** Cuts of one tensor, of which nothing but the size is known. */
final class ByteCut {
    private ByteCut() {}

    static Cut at(int position, long bytes) {
        PartialShape shape = PartialShape.of(Shape.of(bytes));
        return new Cut(position, List.of(new TensorSpec("cut-" + position, ElementType.UINT8, shape)));
    }
}
