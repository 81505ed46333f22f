package hewn.model.folder;

import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps models in memory; a graph of the text {@code damaged} is refused. */
final class FakeRepository implements ModelRepository {
    private final Map<ModelId, Map<String, String>> models = new HashMap<>();
    private final List<ModelId> handedIn = new ArrayList<>();
    private String signature = Signature.DEFAULT_NAME;
    private Runnable whileCopying = () -> {};
    private Optional<IOException> diskFault = Optional.empty();
    private String broken = "";
    private Predicate<Map<String, String>> isReadable = content -> true;

    @Override
    public StoredModel add(ModelId id, Path folder) throws ModelException, IOException {
        if (id.name().equals(broken)) {
            throw new IllegalStateException("a bug of the reader");
        }
        handedIn.add(id);
        Map<String, String> content = ModelFiles.read(folder);
        whileCopying.run();
        if (diskFault.isPresent()) {
            throw diskFault.get();
        }
        if ("damaged".equals(content.get(ModelFiles.GRAPH)) || !isReadable.test(content)) {
            throw new ModelException(ModelFiles.GRAPH, "is damaged", "Export it again.");
        }
        if (!content.equals(models.getOrDefault(id, content))) {
            throw new ModelException(id.toString(), "has other content", "Take another version.");
        }
        models.put(id, content);
        return find(id).orElseThrow();
    }

    @Override
    public List<ModelId> list() {
        return List.copyOf(models.keySet());
    }

    @Override
    public Optional<StoredModel> find(ModelId id) {
        return Optional.ofNullable(models.get(id))
                .map(kept -> new StoredModel(id, Path.of("kept"), new FakeModel(signature)));
    }

    @Override
    public Slice slice(StoredModel model, String name, LayerRange layers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int keepSlices(Set<Digest> needed) {
        return 0;
    }

    @Override
    public boolean remove(ModelId id) {
        return models.remove(id) != null;
    }

    /** What was handed in since this was asked last. */
    List<ModelId> handedIn() {
        List<ModelId> since = List.copyOf(handedIn);
        handedIn.clear();
        return since;
    }

    /** Has a version that was handed in otherwise, with the same content as in the folder. */
    void keep(ModelId model) {
        models.put(model, ModelFiles.whole(model.name() + model.version()));
    }

    Map<ModelId, Map<String, String>> models() {
        return models;
    }

    /** What else than {@code damaged} can't be read. */
    void readOnly(Predicate<Map<String, String>> those) {
        isReadable = those;
    }

    void breakOn(String name) {
        broken = name;
    }

    void signature(String name) {
        signature = name;
    }

    void whileCopying(Runnable work) {
        whileCopying = work;
    }

    void diskFault(Optional<IOException> fault) {
        diskFault = fault;
    }
}
