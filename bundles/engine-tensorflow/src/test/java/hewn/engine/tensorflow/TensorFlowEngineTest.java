package hewn.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.SampleInputs;
import hewn.inference.SliceRunner;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorFlowEngineTest {
    private static final ElementType FLOAT = ElementType.FLOAT32;

    private final TensorFlowEngine engine = new TensorFlowEngine();

    @TempDir
    private Path folder;

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(InferenceEngine.class)).hasExactlyElementsOfTypes(TensorFlowEngine.class);
    }

    @Test
    void tellsItsVersion() {
        assertThat(engine.description()).startsWith("TensorFlow 2.");
    }

    @Test
    void computesTheSignaturesOutputs() throws EngineException {
        sum().writeTo(folder);
        try (SliceRunner sum = load()) {
            assertThat(sum.inputs()).extracting(TensorSpec::name).containsExactly("a", "b");
            assertThat(sum.outputs()).extracting(TensorSpec::name).containsExactly("sum");
            assertThat(sum.run(Map.of("a", vector(1, 2), "b", vector(3, 5), "c", vector(7))))
                    .isEqualTo(Map.of("sum", vector(4, 7)));
        }
    }

    @Test
    void tellsWhatEachOperationTakes() throws EngineException {
        sum().writeTo(folder);
        try (SliceRunner sum = load()) {
            Map<String, Duration> times = sum.profile(Map.of("a", vector(1, 2), "b", vector(3, 5)));
            assertThat(times).containsKey("sum");
            assertThat(times.get("sum")).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void handsOverEveryElementType(ElementType type) throws EngineException {
        new GraphFile()
                .input("x", type, -1, 3)
                .op("y", "Identity", type, "x")
                .output("y", "y:0", type, -1, 3)
                .writeTo(folder);
        Map<String, Tensor> inputs = new SampleInputs(new Random(1))
                .of(List.of(new TensorSpec("x", type, PartialShape.batchOf(Shape.of(3)))), 5);
        try (SliceRunner identity = load()) {
            assertThat(identity.run(inputs).get("y")).isEqualTo(inputs.get("x"));
        }
    }

    @Test
    void handsOverStringsOfAnyLength() throws EngineException {
        new GraphFile()
                .input("x", ElementType.STRING, -1)
                .op("y", "Identity", ElementType.STRING, "x")
                .output("y", "y:0", ElementType.STRING, -1)
                .writeTo(folder);
        Tensor strings = Tensors.strings("", "short", "ä".repeat(5000), "longer than what is kept in place");
        try (SliceRunner identity = load()) {
            assertThat(identity.run(Map.of("x", strings)).get("y")).isEqualTo(strings);
        }
    }

    @Test
    void takesElementsFromDirectMemory() throws EngineException {
        sum().writeTo(folder);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(8).put(vector(1, 2).elements()).flip();
        Tensor a = new Tensor(FLOAT, Shape.of(2), direct);
        try (SliceRunner sum = load()) {
            assertThat(sum.run(Map.of("a", a, "b", vector(3, 5)))).isEqualTo(Map.of("sum", vector(4, 7)));
        }
    }

    @Test
    void handsOverTensorsWithoutElements() throws EngineException {
        sum().writeTo(folder);
        try (SliceRunner sum = load()) {
            assertThat(sum.run(Map.of("a", vector(), "b", vector()))).isEqualTo(Map.of("sum", vector()));
        }
    }

    @Test
    void answersTensorsThatAreNamedTwiceOrAreInputs() throws EngineException {
        sum().output("again", "sum:0", FLOAT, -1)
                .output("same", "a:0", FLOAT, -1)
                .writeTo(folder);
        try (SliceRunner sum = load()) {
            assertThat(sum.run(Map.of("a", vector(1), "b", vector(2))))
                    .isEqualTo(Map.of("sum", vector(3), "again", vector(3), "same", vector(1)));
        }
    }

    @Test
    void computesWithLargeConstants() throws EngineException {
        int elements = 1 << 16;
        byte[] content = new byte[elements * Float.BYTES];
        new Random(1).nextBytes(content);
        new GraphFile()
                .input("n", ElementType.INT32)
                .constant("weights", FLOAT, content, elements)
                .op("y", "Identity", FLOAT, "weights")
                .output("y", "y:0", FLOAT, elements)
                .writeTo(folder);
        try (SliceRunner constant = load()) {
            Tensor n = new Tensor(ElementType.INT32, Shape.of(), ByteBuffer.allocate(4));
            assertThat(constant.run(Map.of("n", n)).get("y").elements()).isEqualTo(ByteBuffer.wrap(content));
        }
    }

    @Test
    void refusesInputsThatDoNotFit() throws EngineException {
        new GraphFile()
                .input("image", FLOAT, -1, 2)
                .op("y", "Relu", FLOAT, "image")
                .output("y", "y:0", FLOAT, -1, 2)
                .writeTo(folder);
        try (SliceRunner relu = load()) {
            assertThatThrownBy(() -> relu.run(Map.of()))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("input 'image' is missing, but got []");
            assertThatThrownBy(() -> relu.run(Map.of("image", vector(1, 2))))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("input 'image' takes FLOAT32[?,2], but got FLOAT32[2]");
            assertThatThrownBy(() -> relu.run(
                            Map.of("image", new Tensor(ElementType.INT32, Shape.of(1, 2), ByteBuffer.allocate(8)))))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("input 'image' takes FLOAT32[?,2], but got INT32[1,2]");
        }
    }

    @Test
    void tellsWhichNodeFails() throws EngineException {
        sum().writeTo(folder);
        try (SliceRunner sum = load()) {
            assertThatThrownBy(() -> sum.run(Map.of("a", vector(1, 2), "b", vector(1, 2, 3))))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContainingAll(folder.toString(), "sum", "Incompatible shapes");
        }
    }

    @Test
    void refusesASignatureThatIsNotThere() {
        sum().writeTo(folder);
        assertThatThrownBy(
                        () -> engine.load(folder, new EngineOptions("train", false, EngineOptions.DEFAULT.runLimit())))
                .isInstanceOf(EngineException.class)
                .hasMessage(folder + ": there is no signature 'train', but [serving_default]");
    }

    @Test
    void refusesASignatureThatIsNotTrue() {
        sum().output("z", "nowhere:3", FLOAT, -1).writeTo(folder.resolve("node"));
        sum().output("z", "sum:1", FLOAT, -1).writeTo(folder.resolve("index"));
        sum().output("z", "sum:0", ElementType.STRING, -1).writeTo(folder.resolve("type"));
        sum().inputOf("c", "a:0", FLOAT, -1, 4).output("z", "sum:0", FLOAT).writeTo(folder.resolve("twice"));
        sum().output("z", "sum:0", FLOAT, -1, 4).writeTo(folder.resolve("rank"));
        assertRefused("node", "node 'nowhere', which is not in the graph");
        assertRefused("index", "'sum:1', but the node has fewer outputs");
        assertRefused("type", "'z' is STRING in the signature, but its tensor 'sum:0' is DT_FLOAT");
        assertRefused("twice", "the inputs 'a' and 'c' of the signature are the same tensor");
        assertRefused("rank", "'z' has the shape [?,4] in the signature, but its tensor 'sum:0' has [?]");
    }

    @Test
    void refusesWhatIsNoModel() throws Exception {
        Files.createDirectories(folder.resolve("damaged"));
        Files.write(folder.resolve("damaged/saved_model.pb"), new byte[] {1, 2, 3});
        Files.createDirectories(folder.resolve("empty"));
        Files.write(folder.resolve("empty/saved_model.pb"), new byte[0]);
        new GraphFile().op("y", "NoSuchOp", FLOAT).output("y", "y:0", FLOAT).writeTo(folder.resolve("unknown"));
        assertRefused("absent", "cannot read");
        assertRefused("damaged", "is damaged (truncated or not a SavedModel)");
        assertRefused("empty", "has no graph with the tag 'serve'");
        assertRefused("unknown", "NoSuchOp");
    }

    @Test
    void answersNothingOnceClosed() throws EngineException {
        sum().writeTo(folder);
        SliceRunner sum = load();
        sum.close();
        sum.close();
        assertThatThrownBy(() -> sum.run(Map.of("a", vector(1), "b", vector(2))))
                .isInstanceOf(EngineException.class)
                .hasMessage(folder + " is closed");
    }

    private void assertRefused(String model, String reason) {
        assertThatThrownBy(() -> engine.load(folder.resolve(model), EngineOptions.DEFAULT))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll(folder.resolve(model).toString(), reason);
    }

    private SliceRunner load() throws EngineException {
        return engine.load(folder, EngineOptions.DEFAULT);
    }

    private static GraphFile sum() {
        return new GraphFile()
                .input("a", FLOAT, -1)
                .input("b", FLOAT, -1)
                .op("sum", "AddV2", FLOAT, "a", "b")
                .output("sum", "sum:0", FLOAT, -1);
    }

    private static Tensor vector(float... elements) {
        return Tensors.floats(Shape.of(elements.length), elements);
    }
}
