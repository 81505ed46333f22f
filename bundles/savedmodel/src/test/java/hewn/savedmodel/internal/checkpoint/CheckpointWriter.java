package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/** Writes checkpoints for tests: tensors go to the shards in turn. */
final class CheckpointWriter {
    private final Map<ByteString, ByteString> table = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private final List<ByteArrayOutputStream> shards;

    CheckpointWriter(int shardCount) {
        this.shards = IntStream.range(0, shardCount)
                .mapToObj(i -> new ByteArrayOutputStream())
                .toList();
        header(BundleHeaderProto.newBuilder().setNumShards(shardCount).build());
    }

    CheckpointWriter header(BundleHeaderProto header) {
        table.put(ByteString.EMPTY, header.toByteString());
        return this;
    }

    CheckpointWriter add(String key, DataType type, byte[] content, long... shape) {
        return add(key, type, content, UnaryOperator.identity(), shape);
    }

    CheckpointWriter add(
            String key, DataType type, byte[] content, UnaryOperator<BundleEntryProto.Builder> bend, long... shape) {
        int shard = table.size() % shards.size();
        BundleEntryProto.Builder entry = BundleEntryProto.newBuilder()
                .setDtype(type)
                .setShape(shape(shape))
                .setShardId(shard)
                .setOffset(shards.get(shard).size())
                .setSize(content.length)
                .setCrc32C(MaskedCrc32c.of(ByteBuffer.wrap(content)));
        shards.get(shard).writeBytes(content);
        table.put(ByteString.copyFromUtf8(key), bend.apply(entry).build().toByteString());
        return this;
    }

    Path write(Path folder, TableWriter index) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("variables.index"), index.write(table));
            for (int i = 0; i < shards.size(); i++) {
                String name = String.format("variables.data-%05d-of-%05d", i, shards.size());
                Files.write(folder.resolve(name), shards.get(i).toByteArray());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TensorShapeProto shape(long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return shape.build();
    }
}
