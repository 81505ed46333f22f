package hewn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hewn.cli.CliException;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(2)));
    private static final TensorSpec IDS = new TensorSpec("ids", ElementType.INT64, PartialShape.batchOf(Shape.of()));
    private static final TensorSpec NAMES = new TensorSpec("names", ElementType.STRING, PartialShape.UNKNOWN);

    @TempDir
    private Path folder;

    @Test
    void readsColumns() throws Exception {
        Map<String, Tensor> inputs =
                read("{\"inputs\":{\"x\":[[1,2.5],[3,4]],\"ids\":[7,8],\"names\":\"né\"}}", X, IDS, NAMES);
        assertThat(inputs.get("x").shape()).isEqualTo(Shape.of(2, 2));
        assertThat(inputs.get("x").elements().getFloat(4)).isEqualTo(2.5f);
        assertThat(inputs.get("ids").elements().getLong(8)).isEqualTo(8);
        assertThat(inputs.get("names").shape()).isEqualTo(Shape.of());
        assertThat(inputs.get("names").sizeBytes()).isEqualTo(7);
    }

    @Test
    void readsTheOnlyInputWithoutItsName() throws Exception {
        assertThat(read("{\"inputs\":[[1,2]]}", X).get("x").shape()).isEqualTo(Shape.of(1, 2));
    }

    @Test
    void readsRawFilesBesideIt() throws Exception {
        byte[] raw = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1)
                .putFloat(2)
                .array();
        Files.write(folder.resolve("x.bin"), raw);
        Tensor x = read("{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"file\":\"x.bin\"}]}", X)
                .get("x");
        assertThat(x.elements().getFloat(4)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"inputs\":{}}",
                "{\"inputs\":{\"y\":[[1,2]]}}",
                "{\"inputs\":{\"x\":[[1,2],[3]]}}",
                "{\"inputs\":{\"x\":[[1,2],3]}}",
                "{\"inputs\":{\"x\":[1,2]}}",
                "{\"inputs\":{\"x\":[[\"a\",2]]}}",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"file\":\"absent\"}]}"
            })
    void refusesWhatDoesNotFit(String json) {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> read(json, X))
                .matches(refused -> refused.exitStatus() == 2);
    }

    private Map<String, Tensor> read(String json, TensorSpec... specs) throws Exception {
        return new InputFile(Files.writeString(folder.resolve("inputs.json"), json)).read(List.of(specs));
    }
}
