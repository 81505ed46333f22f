package hewn.savedmodel.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import hewn.inference.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.DataType;

class CheckpointCorruptionTest {
    private static final int ROUNDS = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void damageIsRefusedOrHarmless(boolean snappy) throws Exception {
        Path healthy = checkpoint(snappy ? TableWriter.snappyBlocksOf(5) : TableWriter.blocksOf(5));
        Map<String, ByteString> expected = contents(healthy);
        List<Path> files = CheckpointWriter.files(healthy);
        Random random = new Random(2024);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Path victim = files.get(random.nextInt(files.size()));
            byte[] original = Files.readAllBytes(victim);
            Files.write(victim, damage(original, random));
            try {
                assertThat(contents(healthy)).isEqualTo(expected);
            } catch (ModelException e) {
                refused++;
                assertThat(e.where()).matches("(.*/variables\\..*)|(checkpoint tensor '.*')");
                assertThat(e.remedy()).isNotBlank();
            }
            Files.write(victim, original);
        }
        assertThat(refused).isGreaterThan(ROUNDS / 2);
    }

    private Path checkpoint(TableWriter index) {
        CheckpointWriter writer = new CheckpointWriter(2);
        Random random = new Random(1);
        for (int i = 0; i < 12; i++) {
            byte[] content = new byte[4 * random.nextInt(60)];
            random.nextBytes(content);
            writer.add("dense_" + i + "/kernel", DataType.DT_FLOAT, content, content.length / 4);
        }
        return writer.write(folder, index);
    }

    private static Map<String, ByteString> contents(Path variables) throws ModelException {
        Checkpoint checkpoint = Checkpoint.open(variables);
        Map<String, ByteString> contents = new TreeMap<>();
        for (String key : checkpoint.keys()) {
            contents.put(key, checkpoint.tensor(key).orElseThrow().content());
        }
        return contents;
    }

    private static byte[] damage(byte[] original, Random random) throws IOException {
        byte[] damaged = original.clone();
        int from = random.nextInt(original.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(original, from);
            case 1 -> {
                damaged[from] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield damaged;
            }
            case 2 -> {
                Arrays.fill(damaged, from, Math.min(from + 16, damaged.length), (byte) random.nextInt());
                yield damaged;
            }
            default -> {
                random.nextBytes(damaged);
                yield damaged;
            }
        };
    }
}
