package hewn.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipUnpackerTest {
    private static final ZipLimits SMALL = new ZipLimits(3, 1 << 20, 100, 1 << 16);

    @TempDir
    private Path parent;

    @Test
    void unpacksFilesInFolders() throws Exception {
        unpack(Zips.model("1/"), SMALL);
        assertThat(folder().resolve("1/saved_model.pb")).hasBinaryContent(new byte[] {1});
        assertThat(folder().resolve("1/variables/variables.index")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/x", "..\\x", "C:/x", "a\nb", "..", "a/.."})
    void refusesNamesThatLeaveTheFolder(String name) throws Exception {
        Refusal refusal = refused(Zips.of(Map.of(name, new byte[] {1})), SMALL);
        assertThat(refusal.status()).isEqualTo(400);
        try (Stream<Path> outside = Files.list(parent)) {
            assertThat(outside).containsExactly(folder());
        }
    }

    @Test
    void refusesMoreEntriesThanAllowed() throws Exception {
        byte[] none = new byte[0];
        assertThat(refused(Zips.of(Map.of("a", none, "b", none, "c", none, "d", none)), SMALL))
                .hasMessageContaining("more than 3 entries");
    }

    @Test
    void stopsAtTheLimitOfWhatItUnpacks() throws Exception {
        byte[] noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        Refusal refusal = refused(Zips.of(Map.of("a", noise)), SMALL);
        assertThat(refusal.status()).isEqualTo(413);
        assertThat(Files.size(folder().resolve("a"))).isLessThanOrEqualTo(SMALL.unpackedBytes());
    }

    @Test
    void stopsBombs() throws Exception {
        byte[] bomb = Zips.of(Map.of("a", new byte[64 << 20]));
        Refusal refusal = refused(bomb, new ZipLimits(3, 1L << 30, 100, 1 << 16));
        assertThat(refusal).hasMessageContaining("100 times its size");
        assertThat(Files.size(folder().resolve("a"))).isLessThan(16 << 20);
    }

    @Test
    void refusesWhatIsNoArchiveOrADamagedOne() throws Exception {
        assertThat(refused("hello".getBytes(), SMALL)).hasMessageContaining("not a zip file");
        byte[] whole = Zips.of(
                Map.of("a", new Random(1).doubles(4000).toString().repeat(100).getBytes()));
        assertThat(refused(Arrays.copyOf(whole, whole.length / 4), SMALL)).hasMessageContaining("damaged");
    }

    private Path folder() {
        return parent.resolve("folder");
    }

    private void unpack(byte[] zip, ZipLimits limits) throws Exception {
        Files.createDirectories(folder());
        new ZipUnpacker(limits, new ByteArrayInputStream(zip), folder()).unpack();
    }

    private Refusal refused(byte[] zip, ZipLimits limits) {
        return catchThrowableOfType(Refusal.class, () -> unpack(zip, limits));
    }
}
