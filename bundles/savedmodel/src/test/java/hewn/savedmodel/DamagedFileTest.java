package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import hewn.inference.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes of a file are, the answer is a model or a refusal. */
class DamagedFileTest {
    private static final int ROUNDS = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bad/healthy", "bad/endless-loop", "lstm"})
    void isAModelOrRefusedWhateverBytesAreChanged(String name) throws Exception {
        byte[] bytes = Files.readAllBytes(Models.small(name, 1).resolve("saved_model.pb"));
        copyVariables(Models.small(name, 1));
        Random random = new Random(42);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = bytes.clone();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(folder.resolve("saved_model.pb"), damaged);
            refused += isRefused() ? 1 : 0;
        }
        assertThat(refused).isBetween(1, ROUNDS);
    }

    @Test
    void isRefusedBeforeItsMessagesFillTheHeap() throws IOException {
        ByteArrayOutputStream nodes = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000_000; i++) {
            nodes.write(new byte[] {1 << 3 | 2, 0}); // a node of no bytes
        }
        Files.write(
                folder.resolve("saved_model.pb"),
                field(2, field(2, nodes.toByteArray()))); // SavedModel.meta_graphs.graph_def
        assertThatThrownBy(() -> Models.read(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("fields");
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeBytes(number, ByteString.copyFrom(content));
        out.flush();
        return bytes.toByteArray();
    }

    private boolean isRefused() {
        try {
            Models.read(folder);
            return false;
        } catch (ModelException refusal) {
            return true;
        }
    }

    private void copyVariables(Path model) throws IOException {
        Files.createDirectories(folder.resolve("variables"));
        for (String file : List.of("variables.index", "variables.data-00000-of-00001")) {
            Files.copy(
                    model.resolve("variables").resolve(file),
                    folder.resolve("variables").resolve(file));
        }
    }
}
