package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.LayerRange;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.tensor.Digest;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceDigestTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"digits", "version-stamp"})
    void isThatOfTheFileAndTheSameAfterEveryReading(String model) throws Exception {
        SourceModel first = Models.read(Models.small(model, 1));
        SourceModel second = Models.read(Models.small(model, 1));
        for (int layer = 0; layer < first.layers(Signature.DEFAULT_NAME).size(); layer++) {
            LayerRange range = new LayerRange(layer, layer + 1);
            Slice slice = first.writeSlice(Signature.DEFAULT_NAME, range, folder.resolve("a" + layer));
            Slice again = second.writeSlice(Signature.DEFAULT_NAME, range, folder.resolve("b" + layer));
            byte[] bytes = Files.readAllBytes(folder.resolve("a" + layer).resolve(Slice.FILE));
            assertThat(slice).isEqualTo(again);
            assertThat(slice.digest()).isEqualTo(Digest.of(ByteBuffer.wrap(bytes)));
            assertThat(slice.sizeBytes()).isEqualTo(bytes.length);
        }
    }
}
