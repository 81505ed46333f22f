package hewn.serving.oip;

import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps nothing but names. */
record FakeRepository(List<ModelId> list) implements ModelRepository {
    @Override
    public StoredModel add(ModelId id, Path folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredModel> find(ModelId id) {
        return Optional.empty();
    }

    @Override
    public Slice slice(StoredModel model, String signature, LayerRange layers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(ModelId id) {
        return false;
    }
}
