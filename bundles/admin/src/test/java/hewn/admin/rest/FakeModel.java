package hewn.admin.rest;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;

/** Two layers, {@code x} in, {@code y} out. */
final class FakeModel implements SourceModel {
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(4)));
    private static final TensorSpec Y = new TensorSpec("y", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(2)));

    @Override
    public List<Signature> signatures() {
        return List.of(new Signature(Signature.DEFAULT_NAME, List.of(X), List.of(Y)));
    }

    @Override
    public LayerGraph layers(String signature) {
        return new LayerGraph(
                List.of(new Layer("a", "MatMul", 32, 64, 16), new Layer("b", "MatMul", 16, 32, 8)),
                List.of(new Cut(0, List.of(X)), new Cut(1, List.of(X)), new Cut(2, List.of(Y))));
    }

    @Override
    public Slice writeSlice(String signature, LayerRange layers, Path folder) {
        throw new UnsupportedOperationException();
    }
}
