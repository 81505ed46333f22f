package hewn.model.folder;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import java.nio.file.Path;
import java.util.List;

/** A model of one signature. */
record FakeModel(String signature) implements SourceModel {
    @Override
    public List<Signature> signatures() {
        return List.of(new Signature(signature, List.of(), List.of()));
    }

    @Override
    public LayerGraph layers(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Slice writeSlice(String name, LayerRange layers, Path folder) {
        throw new UnsupportedOperationException();
    }
}
