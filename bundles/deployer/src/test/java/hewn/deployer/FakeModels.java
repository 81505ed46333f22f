package hewn.deployer;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SliceRunner;
import hewn.inference.SourceModel;
import hewn.inference.StoredModel;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Models of two layers that compute nothing: the output is the input. */
public final class FakeModels implements ModelRepository, InferenceEngine {
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of()));
    private static final TensorSpec Y = new TensorSpec("y", ElementType.FLOAT32, PartialShape.batchOf(Shape.of()));
    public static final Signature SIGNATURE = new Signature(Signature.DEFAULT_NAME, List.of(X), List.of(Y));

    private final Set<ModelId> removed = ConcurrentHashMap.newKeySet();
    private final List<WeakReference<SourceModel>> read = new CopyOnWriteArrayList<>();
    private final Set<Digest> cut = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> fault = Optional.empty();
    private volatile CompletableFuture<Void> readable = CompletableFuture.completedFuture(null);

    /** From now on, whole models fail. */
    void fail(String message) {
        fault = Optional.of(message);
    }

    /** From now on, to read a model takes until the future completes. */
    CompletableFuture<Void> readSlowly() {
        readable = new CompletableFuture<>();
        return readable;
    }

    /** Whether nobody holds what was read of any model. */
    boolean isAllForgotten() {
        System.gc();
        return read.stream().allMatch(source -> source.get() == null);
    }

    @Override
    public Optional<StoredModel> find(ModelId id) {
        readable.join();
        SourceModel source = new TwoLayers();
        read.add(new WeakReference<>(source));
        return id.name().equals("absent") || removed.contains(id)
                ? Optional.empty()
                : Optional.of(new StoredModel(id, Path.of("nowhere"), source));
    }

    @Override
    public Slice slice(StoredModel model, String signature, LayerRange layers) {
        Digest digest = digest(model.id(), layers);
        cut.add(digest);
        return new Slice(digest, 100, layers, List.of(X), List.of(Y), List.of());
    }

    @Override
    public StoredModel add(ModelId id, Path folder) {
        return find(id).orElseThrow();
    }

    @Override
    public List<ModelId> list() {
        return List.of();
    }

    @Override
    public int keepSlices(Set<Digest> needed) {
        int before = cut.size();
        cut.retainAll(needed);
        return before - cut.size();
    }

    static Digest digest(ModelId model, LayerRange layers) {
        return Digest.of(StandardCharsets.UTF_8.encode(model + " " + layers));
    }

    /** The slices on the gateway's disk. */
    public Set<Digest> kept() {
        return cut;
    }

    @Override
    public boolean remove(ModelId id) {
        return removed.add(id);
    }

    @Override
    public String description() {
        return "identity";
    }

    @Override
    public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
        if (fault.isPresent()) {
            throw new EngineException(fault.get());
        }
        return new SliceRunner() {
            @Override
            public List<TensorSpec> inputs() {
                return List.of(X);
            }

            @Override
            public List<TensorSpec> outputs() {
                return List.of(Y);
            }

            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                return Map.of("y", inputs.get("x"));
            }

            @Override
            public void close() {}
        };
    }

    /** Two layers with one tensor between them. */
    private static final class TwoLayers implements SourceModel {
        @Override
        public List<Signature> signatures() {
            return List.of(SIGNATURE);
        }

        @Override
        public LayerGraph layers(String signature) {
            return new LayerGraph(
                    List.of(new Layer("a", "MatMul", 100, 10, 10), new Layer("b", "MatMul", 100, 10, 10)),
                    List.of(new Cut(0, List.of(X)), new Cut(1, List.of(X)), new Cut(2, List.of(Y))));
        }

        @Override
        public Map<String, Integer> operations(String signature) {
            return Map.of("a", 0, "b", 1);
        }

        @Override
        public Slice writeSlice(String signature, LayerRange layers, Path folder) {
            throw new UnsupportedOperationException();
        }
    }
}
