package hewn.admin.rest;

import hewn.graph.LayerGraph;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/** A version in the repository, and how it is called. */
record StoredModelView(String name, long version, List<SignatureView> signatures) {
    static StoredModelView of(StoredModel model) {
        return new StoredModelView(
                model.id().name(),
                model.id().version(),
                model.source().signatures().stream()
                        .map(signature ->
                                SignatureView.of(signature, model.source().layers(signature.name())))
                        .toList());
    }

    /** A way to call it, and what one call with one sample takes. */
    record SignatureView(
            String name, List<TensorView> inputs, List<TensorView> outputs, int layers, long flops, long weightBytes) {
        static SignatureView of(Signature signature, LayerGraph graph) {
            return new SignatureView(
                    signature.name(),
                    TensorView.of(signature.inputs()),
                    TensorView.of(signature.outputs()),
                    graph.size(),
                    graph.flops(graph.whole()),
                    graph.weightBytes(graph.whole()));
        }
    }

    /** A tensor; −1 stands for a free dimension, and no shape at all for an unknown rank. */
    record TensorView(String name, String type, Optional<List<Long>> shape) {
        static List<TensorView> of(List<TensorSpec> specs) {
            return specs.stream().map(TensorView::of).toList();
        }

        private static TensorView of(TensorSpec spec) {
            return new TensorView(
                    spec.name(),
                    spec.type().name(),
                    spec.shape()
                            .dimensions()
                            .map(dimensions ->
                                    dimensions.stream().map(d -> d.orElse(-1)).toList()));
        }
    }
}
