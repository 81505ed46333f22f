package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.LayerGraph;
import hewn.inference.Signature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.SavedModel;

/** The golden model of TensorFlow Serving's own tests, as a frozen graph: y = 0.5 x + 3. */
class HalfPlusThreeTest {
    private static final Path FOLDER = Path.of(System.getProperty("hewn.root"), "itests/models/half_plus_three/1");

    /** How the fixture was made; {@code recipe().write(FOLDER)} makes it again. */
    private static ModelBuilder recipe() {
        return new ModelBuilder()
                .input("x", -1)
                .constant("a", 0.5f)
                .constant("b", 3)
                .floats("half", "Mul", "x", "a")
                .floats("y", "AddV2", "half", "b")
                .output("y", "y:0");
    }

    @Test
    void isWhatItsRecipeGives() throws Exception {
        assertThat(SavedModel.parseFrom(Files.readAllBytes(FOLDER.resolve("saved_model.pb"))))
                .isEqualTo(recipe().build());
    }

    @Test
    void canBeCutInTwo() throws Exception {
        LayerGraph layers = Models.read(FOLDER).layers(Signature.DEFAULT_NAME);

        assertThat(layers.size()).isEqualTo(2);
        assertThat(IntStream.rangeClosed(0, 2)
                        .map(p -> layers.cuts().get(p).tensors().size()))
                .containsExactly(1, 1, 1);
    }
}
