package hewn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SlicedRunTest {
    private static final Path FOLDER = Path.of("slices");
    private static final EngineOptions OPTIONS = EngineOptions.DEFAULT;

    private final FakeEngine engine = new FakeEngine();

    @Test
    void whatASliceDoesNotComputeBypassesIt() throws Exception {
        try (SlicedRun run =
                SlicedRun.open(model(Signature.DEFAULT_NAME), new TreeSet<>(Set.of(1, 2)), engine, OPTIONS, FOLDER)) {
            assertThat(run.slices()).extracting(Slice::layers).hasToString("[0..0, 1..1, 2..2]");
            assertThat(run.run(Map.of("x", scalar(1)))).isEqualTo(Map.of("y", scalar(1), "early", scalar(1)));
        }
        assertThat(engine.open).isEmpty();
    }

    @Test
    void slicesAreCalledByTheirOwnSignature() throws Exception {
        EngineOptions other = new EngineOptions("classify", true, OPTIONS.runLimit());
        try (SlicedRun run = SlicedRun.open(model("classify"), new TreeSet<>(), engine, other, FOLDER)) {
            assertThat(run.slices()).hasSize(1);
            assertThat(engine.options).isEqualTo(new EngineOptions("serving_default", true, OPTIONS.runLimit()));
        }
    }

    @Test
    void aMissingInputIsNamed() throws Exception {
        try (SlicedRun run =
                SlicedRun.open(model(Signature.DEFAULT_NAME), new TreeSet<>(Set.of(2)), engine, OPTIONS, FOLDER)) {
            assertThatThrownBy(() -> run.run(Map.of("z", scalar(1))))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("input 'x' is missing");
        }
    }

    @Test
    void aSliceThatCannotBeLoadedLeavesNoneOpen() {
        engine.broken = FOLDER.resolve("2");
        assertThatThrownBy(() -> SlicedRun.open(
                        model(Signature.DEFAULT_NAME), new TreeSet<>(Set.of(1, 2)), engine, OPTIONS, FOLDER))
                .isInstanceOf(EngineException.class)
                .hasMessage("slices/2 is broken");
        assertThat(engine.open).isEmpty();
    }

    @Test
    void anUnknownSignatureIsRefused() {
        EngineOptions other = new EngineOptions("train", false, OPTIONS.runLimit());
        assertThatThrownBy(() -> SlicedRun.open(model(Signature.DEFAULT_NAME), new TreeSet<>(), engine, other, FOLDER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no signature 'train'");
    }

    private ThreeLayers model(String signature) {
        return new ThreeLayers(signature, engine.written);
    }

    private static Tensor scalar(int value) {
        return new Tensor(ElementType.INT8, Shape.of(), ByteBuffer.wrap(new byte[] {(byte) value}));
    }

    private static TensorSpec spec(String name) {
        return new TensorSpec(name, ElementType.INT8, PartialShape.of(Shape.of()));
    }

    /** x → early, middle → middle → y, where {@code early} is an output that bypasses the rest. */
    private record ThreeLayers(String name, Map<Path, FakeRunner> written) implements SourceModel {
        private static final List<List<String>> CUTS =
                List.of(List.of("x"), List.of("early", "middle"), List.of("early", "late"), List.of("early", "y"));

        @Override
        public List<Signature> signatures() {
            return List.of(new Signature(name, specs(List.of("x")), specs(List.of("early", "y"))));
        }

        @Override
        public LayerGraph layers(String signature) {
            return new LayerGraph(List.of(layer("a"), layer("b"), layer("c")), List.of(cut(0), cut(1), cut(2), cut(3)));
        }

        private static Layer layer(String layer) {
            return new Layer(layer, "Identity", 0, 0, 0);
        }

        private static Cut cut(int position) {
            return new Cut(position, specs(CUTS.get(position)));
        }

        @Override
        public Slice writeSlice(String signature, LayerRange layers, Path folder) {
            Set<String> bypass = new HashSet<>(CUTS.get(layers.from()));
            bypass.retainAll(CUTS.get(layers.to()));
            List<String> inputs = without(CUTS.get(layers.from()), bypass);
            List<String> outputs = without(CUTS.get(layers.to()), bypass);
            Digest digest = Digest.of(ByteBuffer.wrap(folder.toString().getBytes(StandardCharsets.UTF_8)));
            written.put(folder, new FakeRunner(specs(inputs), specs(outputs)));
            return new Slice(digest, 1, layers, specs(inputs), specs(outputs), List.copyOf(bypass));
        }

        private static List<String> without(List<String> names, Set<String> bypass) {
            return names.stream().filter(n -> !bypass.contains(n)).toList();
        }

        private static List<TensorSpec> specs(List<String> names) {
            return names.stream().map(SlicedRunTest::spec).toList();
        }
    }

    private static final class FakeEngine implements InferenceEngine {
        private final Map<Path, FakeRunner> written = new LinkedHashMap<>();
        private final Set<Path> open = new HashSet<>();
        private Path broken = Path.of("none");
        private EngineOptions options = OPTIONS;

        @Override
        public String description() {
            return "fake";
        }

        @Override
        public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
            if (savedModel.equals(broken)) {
                throw new EngineException(savedModel + " is broken");
            }
            this.options = options;
            open.add(savedModel);
            FakeRunner slice = written.get(savedModel);
            return new FakeRunner(slice.inputs(), slice.outputs(), () -> open.remove(savedModel));
        }
    }

    /** Answers its first input under the name of every output. */
    private record FakeRunner(List<TensorSpec> inputs, List<TensorSpec> outputs, Runnable closing)
            implements SliceRunner {
        FakeRunner(List<TensorSpec> inputs, List<TensorSpec> outputs) {
            this(inputs, outputs, () -> {});
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> given) throws EngineException {
            String input = inputs.get(0).name();
            if (!given.containsKey(input)) {
                throw new EngineException("input '" + input + "' is missing");
            }
            Map<String, Tensor> answer = new LinkedHashMap<>();
            outputs.forEach(output -> answer.put(output.name(), given.get(input)));
            return answer;
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
