package hewn.savedmodel.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.inference.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorSliceProto;
import org.tensorflow.proto.VersionDef;

class CheckpointTest {
    private static final byte[] SIX_FLOATS = bytes(24);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void readsEveryTensorOfEveryShard(int shards) throws ModelException {
        CheckpointWriter writer = new CheckpointWriter(shards);
        for (int i = 0; i < 100; i++) {
            writer.add(key(i), DataType.DT_INT16, bytes(2 * i), i);
        }
        Checkpoint checkpoint = Checkpoint.open(writer.write(folder, TableWriter.blocksOf(30)));
        assertThat(checkpoint.keys()).hasSize(100);
        for (int i = 0; i < 100; i++) {
            CheckpointTensor tensor = checkpoint.tensor(key(i)).orElseThrow();
            assertThat(tensor.type()).isEqualTo(DataType.DT_INT16);
            assertThat(tensor.shape()).containsExactly((long) i);
            assertThat(tensor.content().toByteArray()).isEqualTo(bytes(2 * i));
        }
    }

    @Test
    void readsASnappyCompressedIndex() throws ModelException {
        CheckpointWriter writer = new CheckpointWriter(2);
        for (int i = 0; i < 500; i++) {
            writer.add(key(i), DataType.DT_FLOAT, SIX_FLOATS, 2, 3);
        }
        Checkpoint checkpoint = Checkpoint.open(writer.write(folder, TableWriter.snappyBlocksOf(64)));
        assertThat(checkpoint.keys()).hasSize(500);
        assertThat(checkpoint.tensor(key(499)).orElseThrow().content().toByteArray())
                .isEqualTo(SIX_FLOATS);
    }

    @Test
    void keepsLargeTensorsOffTheHeap() throws ModelException {
        byte[] large = bytes(1 << 20);
        Path written = new CheckpointWriter(1)
                .add("w", DataType.DT_UINT8, large, 1024, 1024)
                .write(folder, TableWriter.plain());
        CheckpointTensor tensor = Checkpoint.open(written).tensor("w").orElseThrow();
        assertThat(tensor.content().asReadOnlyByteBuffer().isDirect()).isTrue();
        assertThat(tensor.content().toByteArray()).isEqualTo(large);
    }

    @Test
    void hasNoTensorOfAnotherName() throws ModelException {
        Path written = new CheckpointWriter(1)
                .add("w", DataType.DT_FLOAT, SIX_FLOATS, 6)
                .write(folder, TableWriter.plain());
        assertThat(Checkpoint.open(written).tensor("v")).isEmpty();
        assertThat(Checkpoint.open(written).tensor("")).isEmpty();
    }

    @Test
    void knowsButDoesNotReadTensorsThatAreNoWeights() throws ModelException {
        Path written =
                new CheckpointWriter(1).add("s", DataType.DT_STRING, bytes(9)).write(folder, TableWriter.plain());
        CheckpointTensor tensor = Checkpoint.open(written).tensor("s").orElseThrow();
        assertThat(tensor.type()).isEqualTo(DataType.DT_STRING);
        assertThatThrownBy(tensor::content)
                .isInstanceOf(ModelException.class)
                .hasMessage("checkpoint tensor 's' is of type DT_STRING, which can't be a weight");
    }

    @Test
    void refusesPartitionedTensorsWhenTheyAreRead() throws ModelException {
        Path written = with(entry -> entry.addSlices(TensorSliceProto.getDefaultInstance())
                .addSlices(TensorSliceProto.getDefaultInstance()));
        assertThatThrownBy(Checkpoint.open(written).tensor("w").orElseThrow()::content)
                .hasMessage("checkpoint tensor 'w' is stored in 2 slices");
    }

    @Test
    void namesTheMissingFile() throws IOException {
        Path variables = Files.createDirectory(folder.resolve("variables"));
        assertRefused(variables, "variables/variables.index: the file is missing");
        with(UnaryOperator.identity(), variables);
        Files.delete(variables.resolve("variables.data-00000-of-00001"));
        assertRefused(variables, "variables/variables.data-00000-of-00001: the file is missing");
    }

    @Test
    void namesTheTensorWhoseBytesWereChanged() throws Exception {
        Path written = with(UnaryOperator.identity());
        Path shard = written.resolve("variables.data-00000-of-00001");
        byte[] content = Files.readAllBytes(shard);
        content[13] ^= 4;
        Files.write(shard, content);
        assertThatThrownBy(Checkpoint.open(written).tensor("w").orElseThrow()::content)
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("checkpoint tensor 'w': ")
                .hasMessageEndingWith("variables.data-00000-of-00001 do not fit their checksum");
    }

    @Test
    void refusesWhatLiesOutsideOfTheShard() {
        assertRefused(with(entry -> entry.setOffset(1)), "but the file has 24");
        assertRefused(with(entry -> entry.setOffset(-1)), "but the file has 24");
        assertRefused(with(entry -> entry.setOffset(Long.MAX_VALUE)), "but the file has 24");
        assertRefused(with(entry -> entry.setSize(Long.MAX_VALUE)), "but the file has 24");
        assertRefused(with(entry -> entry.setSize(-24)), "but the file has 24");
    }

    @Test
    void refusesSizesThatDoNotFitTheShape() {
        assertRefused(with(entry -> entry.setSize(20)), "'w' of DT_FLOAT[2, 3] needs 24 bytes, but has 20");
        assertRefused(with(entry -> entry.setDtype(DataType.DT_DOUBLE)), "needs 48 bytes, but has 24");
        assertRefused(withDimension(1L << 62), "claims the impossible shape [2, 3, 4611686018427387904]");
        assertRefused(withDimension(-1), "claims an impossible shape");
    }

    @Test
    void refusesUnknownTypesAndShards() {
        assertRefused(with(entry -> entry.setDtypeValue(4711)), "'w' has the unknown type 4711");
        assertRefused(with(entry -> entry.setShardId(7)), "'w' is to be in shard 7 of 1");
        assertRefused(with(entry -> entry.setShardId(-7)), "'w' is to be in shard -7 of 1");
    }

    @Test
    void refusesCheckpointsOfAnotherKind() {
        BundleHeaderProto.Builder header = BundleHeaderProto.newBuilder().setNumShards(1);
        assertRefused(withHeader(header.clone().setEndianness(BundleHeaderProto.Endianness.BIG)), "BIG-endian tensors");
        assertRefused(
                withHeader(header.clone().setVersion(VersionDef.newBuilder().setMinConsumer(2))),
                "needs a reader of format 2");
        assertRefused(withHeader(header.clone().setNumShards(0)), "claims to have 0 shards");
    }

    private Path with(UnaryOperator<BundleEntryProto.Builder> bend) {
        return with(bend, folder);
    }

    private static Path with(UnaryOperator<BundleEntryProto.Builder> bend, Path folder) {
        return new CheckpointWriter(1)
                .add("w", DataType.DT_FLOAT, SIX_FLOATS, bend, 2, 3)
                .write(folder, TableWriter.plain());
    }

    private Path withDimension(long size) {
        return with(entry -> {
            entry.getShapeBuilder().addDimBuilder().setSize(size);
            return entry;
        });
    }

    private Path withHeader(BundleHeaderProto.Builder header) {
        return new CheckpointWriter(1).header(header.build()).write(folder, TableWriter.plain());
    }

    private static void assertRefused(Path variables, String reason) {
        assertThatThrownBy(() -> Checkpoint.open(variables))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
    }

    private static String key(int number) {
        return "variables/" + number + "/.ATTRIBUTES/VARIABLE_VALUE";
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
