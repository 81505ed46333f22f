package hewn.savedmodel.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.inference.ModelException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checkpoints of models that TensorFlow wrote. */
class CheckpointFixturesTest {
    private static final Path MODELS = Path.of(System.getProperty("hewn.root"), "itests", "models");

    @ParameterizedTest
    @CsvSource({"digits/1,39", "digits-exits/1,58", "lstm/1,19", "unet/1,157", "wide_deep/1,21", "version-stamp/2,25"})
    void readsEveryVariable(String model, int count) throws ModelException {
        Checkpoint checkpoint = Checkpoint.open(variables(model));
        assertThat(checkpoint.keys()).hasSize(count);
        for (String key : checkpoint.keys()) {
            if (!key.equals("_CHECKPOINTABLE_OBJECT_GRAPH")) {
                assertThat(checkpoint.tensor(key).orElseThrow().content()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing-shard | variables/variables.data-00000-of-00001: the file is missing",
                "missing-variables | variables/variables.index: the file is missing",
                "random-index | variables/variables.index is no index of a checkpoint",
                "short-shard | variables/variables.data-00000-of-00001: checkpoint tensor"
            })
    void refusesDamagedFiles(String model, String reason) {
        assertThatThrownBy(() -> Checkpoint.open(variables("bad/" + model + "/1")))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void refusesTheTensorWithTheFlippedByte() throws ModelException {
        CheckpointTensor w = Checkpoint.open(variables("bad/flipped-byte/1"))
                .tensor("w/.ATTRIBUTES/VARIABLE_VALUE")
                .orElseThrow();
        assertThatThrownBy(w::content).hasMessageContaining("do not fit their checksum");
    }

    @Test
    void knowsWhichTensorIsNotThere() throws ModelException {
        assertThat(Checkpoint.open(variables("bad/index-missing-tensor/1")).tensor("v/.ATTRIBUTES/VARIABLE_VALUE"))
                .isEmpty();
    }

    private static Path variables(String model) {
        return MODELS.resolve(model).resolve("variables");
    }
}
