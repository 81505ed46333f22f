package hewn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.tensor.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlicesTest {
    private static final ModelId DIGITS = new ModelId("digits", 1);
    private static final ModelId TWIN = new ModelId("twin", 7);
    private static final LayerRange LAYERS = new LayerRange(0, 2);

    @TempDir
    private Path data;

    private CountingReader reader;
    private FileModelRepository repository;
    private StoredModel digits;

    @BeforeEach
    void addDigits() throws Exception {
        reader = new CountingReader();
        repository = new FileModelRepository(reader, ModelLimits.DEFAULT, data);
        digits = repository.add(DIGITS, Models.digits(1));
    }

    private void restart() throws Exception {
        reader = new CountingReader();
        repository = new FileModelRepository(reader, ModelLimits.DEFAULT, data);
        digits = repository.find(DIGITS).orElseThrow();
    }

    private Slice cut(StoredModel model, LayerRange layers) throws Exception {
        return repository.slice(model, Signature.DEFAULT_NAME, layers);
    }

    private Path file(Slice slice) {
        return data.resolve("slices/sha256/" + slice.digest().hex() + "/saved_model.pb");
    }

    private Path recordOf(LayerRange layers) throws IOException {
        try (var files = Files.list(data.resolve("slices/cuts/digits/1"))) {
            return files.filter(
                            file -> file.getFileName().toString().startsWith(layers.from() + "-" + layers.to() + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Set<String> kept() throws IOException {
        try (var slices = Files.list(data.resolve("slices/sha256"))) {
            return new HashSet<>(
                    slices.map(folder -> folder.getFileName().toString()).toList());
        }
    }

    @Test
    void namesASliceByItsContent() throws Exception {
        Slice slice = cut(digits, LAYERS);

        assertThat(FileDigest.of(file(slice))).isEqualTo(slice.digest());
        assertThat(Files.size(file(slice))).isEqualTo(slice.sizeBytes());
        assertThat(kept()).containsExactly(slice.digest().hex());
    }

    @Test
    void writesACutOnce() throws Exception {
        Slice first = cut(digits, LAYERS);

        assertThat(cut(digits, LAYERS)).isEqualTo(first);
        assertThat(reader.writes()).isEqualTo(1);
    }

    @Test
    void writesACutOnceAlsoAfterARestart() throws Exception {
        List<Slice> before = new ArrayList<>();
        List<LayerRange> ranges = allRanges();
        for (LayerRange range : ranges) {
            before.add(cut(digits, range));
        }

        restart();

        for (int i = 0; i < ranges.size(); i++) {
            assertThat(cut(digits, ranges.get(i))).isEqualTo(before.get(i));
        }
        assertThat(reader.writes()).isZero();
    }

    private List<LayerRange> allRanges() {
        int layers = digits.source().layers(Signature.DEFAULT_NAME).size();
        List<LayerRange> ranges = new ArrayList<>();
        for (int from = 0; from < layers; from++) {
            ranges.add(new LayerRange(from, layers));
        }
        return ranges;
    }

    @Test
    void writesOneCutForAllThatAskAtTheSameTime() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Slice>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(pool.submit(() -> {
                    start.await();
                    return cut(digits, LAYERS);
                }));
            }
            Set<Slice> slices = new HashSet<>();
            for (Future<Slice> answer : answers) {
                slices.add(answer.get());
            }
            assertThat(slices).hasSize(1);
            assertThat(reader.writes()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void cutsAgainWhatWasDamagedOnDisk() throws Exception {
        Slice slice = cut(digits, LAYERS);
        Models.damage(file(slice));

        restart();

        assertThat(cut(digits, LAYERS)).isEqualTo(slice);
        assertThat(reader.writes()).isEqualTo(1);
        assertThat(FileDigest.of(file(slice))).isEqualTo(slice.digest());
    }

    @Test
    void cutsAgainWhatWasDeletedWhileItRuns() throws Exception {
        Slice slice = cut(digits, LAYERS);
        Files.delete(file(slice));

        assertThat(cut(digits, LAYERS)).isEqualTo(slice);
        assertThat(file(slice)).exists();
    }

    @Test
    void cutsAgainWhereTheRecordIsDamaged() throws Exception {
        Slice slice = cut(digits, LAYERS);
        for (String content : List.of("", "{", "null", "{\"cut\":null,\"slice\":null}", "{\"schema\":2}")) {
            Files.writeString(recordOf(LAYERS), content);
            restart();
            assertThat(cut(digits, LAYERS)).isEqualTo(slice);
            assertThat(reader.writes()).as(content).isEqualTo(1);
        }
    }

    @Test
    void cutsAgainWhatAnotherSlicerCut() throws Exception {
        Slice slice = cut(digits, LAYERS);
        CutRecord made = CutRecord.read(recordOf(LAYERS)).orElseThrow();
        Digest other = new Digest("0".repeat(64));
        Cut foreign = new Cut(DIGITS, made.cut().content(), Signature.DEFAULT_NAME, LAYERS, other);
        new CutRecord(foreign, made.slice()).write(recordOf(LAYERS));

        assertThat(cut(digits, LAYERS)).isEqualTo(slice);
        assertThat(reader.writes()).isEqualTo(2);
    }

    @Test
    void neverTakesASliceOfTheFormerContentOfAVersion() throws Exception {
        Slice former = cut(digits, LAYERS);
        repository.remove(DIGITS);
        StoredModel second = repository.add(DIGITS, Models.digits(2));

        Slice slice = cut(digits, LAYERS); // asked for with the model as it was before

        assertThat(slice).isEqualTo(cut(second, LAYERS)).isNotEqualTo(former);
    }

    @Test
    void keepsSlicesThatAnotherModelHasInCommon() throws Exception {
        StoredModel twin = repository.add(TWIN, Models.digits(1));
        Slice common = cut(digits, LAYERS);
        assertThat(cut(twin, LAYERS)).isEqualTo(common);
        cut(digits, new LayerRange(1, 2));

        repository.remove(DIGITS);
        assertThat(kept()).containsExactly(common.digest().hex());
        assertThat(cut(twin, LAYERS)).isEqualTo(common);

        repository.remove(TWIN);
        assertThat(kept()).isEmpty();
        assertThat(data.resolve("slices/cuts")).isEmptyDirectory();
    }

    @Test
    void deletesAllButWhatIsNeededAndCutsItAgain() throws Exception {
        Slice needed = cut(digits, LAYERS);
        Slice needless = cut(digits, new LayerRange(1, 2));
        assertThat(repository.keepSlices(Set.of(needed.digest(), new Digest("0".repeat(64)))))
                .isEqualTo(1);
        assertThat(kept()).containsExactly(needed.digest().hex());
        assertThat(cut(digits, LAYERS)).isEqualTo(needed);
        assertThat(reader.writes()).isEqualTo(2);

        assertThat(cut(digits, new LayerRange(1, 2))).isEqualTo(needless);
        assertThat(FileDigest.of(file(needless))).isEqualTo(needless.digest());
        assertThat(reader.writes()).isEqualTo(3);

        assertThat(repository.keepSlices(Set.of())).isEqualTo(2);
        assertThat(kept()).isEmpty();
        assertThat(data.resolve("slices/cuts")).isEmptyDirectory();
        assertThat(repository.keepSlices(Set.of())).isZero();
    }

    @Test
    void deletesNothingThatAnotherModelNeeds() throws Exception {
        StoredModel twin = repository.add(TWIN, Models.digits(1));
        Slice common = cut(digits, LAYERS);
        cut(twin, LAYERS);
        cut(twin, new LayerRange(1, 2));
        assertThat(repository.keepSlices(Set.of(common.digest()))).isEqualTo(1);

        restart();

        assertThat(kept()).containsExactly(common.digest().hex());
        assertThat(cut(digits, LAYERS)).isEqualTo(cut(twin, LAYERS));
        assertThat(reader.writes()).isZero();
    }

    @Test
    void whatIsBeingReadIsReadToItsEnd() throws Exception {
        Slice slice = cut(digits, LAYERS);
        try (InputStream download = Files.newInputStream(file(slice))) {
            repository.keepSlices(Set.of());
            assertThat(file(slice)).doesNotExist();
            assertThat(Digest.of(ByteBuffer.wrap(download.readAllBytes()))).isEqualTo(slice.digest());
        }
    }

    @Test
    void deletesAtStartWhatNoModelHas() throws Exception {
        Slice slice = cut(digits, LAYERS);
        Path orphan = Files.createDirectories(data.resolve("slices/sha256").resolve("ab".repeat(32)));
        Files.writeString(orphan.resolve(Slice.FILE), "of a cut that was not recorded");
        Path records = Files.createDirectories(data.resolve("slices/cuts/gone/3"));
        Files.copy(recordOf(LAYERS), records.resolve("0-2-x.json"));

        restart();

        assertThat(kept()).containsExactly(slice.digest().hex());
        assertThat(data.resolve("slices/cuts/gone")).doesNotExist();
    }

    @Test
    void refusesToCutWhatIsNotKept() throws Exception {
        repository.remove(DIGITS);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> cut(digits, LAYERS))
                .withMessageContaining("digits/1")
                .withMessageContaining("not in the repository");
    }

    @Test
    void refusesLayersThatAreNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cut(digits, new LayerRange(0, 1000)))
                .withMessageContaining("0..999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> repository.slice(digits, "absent", LAYERS))
                .withMessageContaining("absent");
    }
}
