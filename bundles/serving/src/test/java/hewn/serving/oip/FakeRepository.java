package hewn.serving.oip;

import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.tensor.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    public int keepSlices(Set<Digest> needed) {
        return 0;
    }

    @Override
    public boolean remove(ModelId id) {
        return false;
    }
}
