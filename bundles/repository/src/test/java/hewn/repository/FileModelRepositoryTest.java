package hewn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelLimits;
import hewn.inference.StoredModel;
import hewn.savedmodel.SavedModelReader;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileModelRepositoryTest {
    private static final ModelId DIGITS = new ModelId("digits", 1);
    private static final String SHARD = "variables/variables.data-00000-of-00001";

    @TempDir
    private Path data;

    @TempDir
    private Path upload;

    private final CountingReader reader = new CountingReader();

    private FileModelRepository open() throws IOException {
        return new FileModelRepository(reader, ModelLimits.DEFAULT, data);
    }

    private Path kept(String file) {
        return data.resolve("models/digits/1").resolve(file);
    }

    @Test
    void keepsModelsOverARestart() throws Exception {
        StoredModel added = open().add(DIGITS, Models.digits(1));

        FileModelRepository restarted = open();

        assertThat(restarted.list()).containsExactly(DIGITS);
        assertThat(restarted.find(DIGITS).orElseThrow().source().layers("serving_default"))
                .isEqualTo(added.source().layers("serving_default"));
    }

    @Test
    void listsByNameAndVersionAsANumber() throws Exception {
        FileModelRepository repository = open();
        List<ModelId> sorted = List.of(new ModelId("a", 2), new ModelId("a", 10), new ModelId("b.c", 1));
        for (int i : new int[] {2, 1, 0}) {
            repository.add(sorted.get(i), Models.digits(1));
        }

        assertThat(repository.list()).isEqualTo(sorted);
        assertThat(open().list()).isEqualTo(sorted);
    }

    @Test
    void readsAModelOnceForAllWhoAsk() throws Exception {
        FileModelRepository repository = open();
        StoredModel added = repository.add(DIGITS, Models.digits(1));
        int reads = reader.reads();

        assertThat(repository.find(DIGITS)).containsSame(added);
        assertThat(reader.reads()).isEqualTo(reads);
    }

    @Test
    void takesTheSameContentAgain() throws Exception {
        FileModelRepository repository = open();
        StoredModel first = repository.add(DIGITS, Models.digits(1));

        assertThat(repository.add(DIGITS, Models.digits(1))).isSameAs(first);
        assertThat(repository.list()).containsExactly(DIGITS);
    }

    @Test
    void refusesOtherContentUnderTheSameVersion() throws Exception {
        FileModelRepository repository = open();
        repository.add(DIGITS, Models.digits(1));
        List<Path> before = Models.tree(data);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> repository.add(DIGITS, Models.digits(2)))
                .withMessageContaining("digits/1")
                .withMessageContaining("other content")
                .withMessageContaining("variables/variables.data-00000-of-00001 differs")
                .satisfies(refused -> assertThat(refused.remedy())
                        .contains("another version", "--model-version N", "'hewn remove digits --model-version 1'"));
        assertThat(Models.tree(data)).isEqualTo(before);
    }

    @Test
    void namesTheFilesInWhichTwoModelsDiffer() {
        Digest one = Digest.of(ByteBuffer.wrap(new byte[] {1}));
        Digest other = Digest.of(ByteBuffer.wrap(new byte[] {2}));
        Checksums kept = new Checksums(new TreeMap<>(Map.of("a", one, "b", one, "c", one)));
        Checksums now = new Checksums(new TreeMap<>(Map.of("a", one, "b", other, "fingerprint.pb", one)));
        assertThat(kept.differences(now)).isEqualTo("b differs, c is missing, fingerprint.pb is new");
        SortedMap<String, Digest> many = new TreeMap<>(kept.files());
        for (int i = 0; i < 9; i++) {
            many.put("more" + i, other);
        }
        assertThat(kept.differences(new Checksums(many))).endsWith("more3 is new and 5 more");
    }

    @Test
    void leavesNothingOfAModelThatIsRefused() throws Exception {
        FileModelRepository repository = open();
        List<Path> before = Models.tree(data);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> repository.add(DIGITS, Models.bad("missing-shard")));

        assertThat(repository.list()).isEmpty();
        assertThat(repository.find(DIGITS)).isEmpty();
        assertThat(Models.tree(data)).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoFolder() throws Exception {
        FileModelRepository repository = open();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> repository.add(DIGITS, upload.resolve("absent")))
                .withMessageContaining("not a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"variables/variables.data-00001-of-00002", "assets/words.txt", "notes.txt"})
    void refusesLinks(String name) throws Exception {
        Path link = Models.copy(Models.digits(1), upload).resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("/etc/passwd"));
        FileModelRepository repository = open();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> repository.add(DIGITS, upload))
                .satisfies(refused -> assertThat(refused.where()).isEqualTo(name));
        assertThat(repository.list()).isEmpty();
    }

    @Test
    void copiesOnlyWhatASavedModelHas() throws Exception {
        Models.copy(Models.digits(1), upload);
        Files.createDirectories(upload.resolve("assets/deep"));
        Files.writeString(upload.resolve("assets/deep/words.txt"), "one two");
        Files.writeString(upload.resolve("notes.txt"), "not of the model");
        Files.writeString(upload.resolve("variables/.DS_Store"), "not of the model");

        open().add(DIGITS, upload);

        assertThat(Checksums.read(kept("")).files())
                .containsOnlyKeys(
                        "assets/deep/words.txt",
                        "fingerprint.pb",
                        "saved_model.pb",
                        SHARD,
                        "variables/variables.index");
        assertThat(kept("notes.txt")).doesNotExist();
        assertThat(kept("variables/.DS_Store")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARD, "variables/variables.index", "saved_model.pb", "fingerprint.pb"})
    void namesTheFileThatWasDamagedSinceItWasAdded(String file) throws Exception {
        open().add(DIGITS, Models.digits(1));
        Models.damage(kept(file));

        FileModelRepository restarted = open();

        assertThat(restarted.list()).containsExactly(DIGITS);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> restarted.find(DIGITS))
                .satisfies(damaged -> assertThat(damaged.where()).isEqualTo(file));
    }

    @Test
    void namesFilesThatVanishedOrAppeared() throws Exception {
        open().add(DIGITS, Models.digits(1));
        Files.createDirectories(kept("assets"));
        Files.writeString(kept("assets/new.txt"), "was not there");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open().find(DIGITS))
                .withMessageContaining("assets/new.txt: was not there");

        Files.delete(kept(SHARD));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open().find(DIGITS))
                .withMessageContaining(SHARD + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no checksum\n"})
    void asksToReplaceAModelWhoseChecksumsAreDamaged(String content) throws Exception {
        open().add(DIGITS, Models.digits(1));
        Files.writeString(kept(Checksums.FILE), content);
        FileModelRepository restarted = open();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> restarted.find(DIGITS))
                .satisfies(damaged -> assertThat(damaged.remedy()).startsWith("Remove this version"));
        assertThat(restarted.remove(DIGITS)).isTrue();
        restarted.add(DIGITS, Models.digits(1));
        assertThat(restarted.find(DIGITS)).isPresent();
    }

    @Test
    void restoresADamagedModelThatIsHandedInAgain() throws Exception {
        open().add(DIGITS, Models.digits(1));
        Models.damage(kept(SHARD));
        FileModelRepository restarted = open();

        restarted.add(DIGITS, Models.digits(1));

        assertThat(restarted.find(DIGITS)).isPresent();
        assertThat(open().find(DIGITS)).isPresent();
    }

    @Test
    void removesAModelWithItsFolders() throws Exception {
        FileModelRepository repository = open();
        repository.add(DIGITS, Models.digits(1));

        assertThat(repository.remove(DIGITS)).isTrue();

        assertThat(repository.remove(DIGITS)).isFalse();
        assertThat(repository.find(DIGITS)).isEmpty();
        assertThat(repository.list()).isEmpty();
        assertThat(data.resolve("models")).isEmptyDirectory();
    }

    @Test
    void readsTheNewContentOfAVersionThatWasReplaced() throws Exception {
        FileModelRepository repository = open();
        StoredModel first = repository.add(DIGITS, Models.digits(1));
        repository.remove(DIGITS);

        StoredModel second = repository.add(DIGITS, Models.digits(2));

        assertThat(second).isNotSameAs(first);
        assertThat(repository.find(DIGITS)).containsSame(second);
    }

    @Test
    void clearsAwayWhatACrashLeft() throws Exception {
        open().add(DIGITS, Models.digits(1));
        List<Path> before = Models.tree(data);
        Path half = Files.createDirectories(data.resolve("models/.draft-1/variables"));
        Files.writeString(half.resolve("variables.index"), "half");
        Files.writeString(
                Files.createDirectories(data.resolve("slices/sha256/.draft-2")).resolve("saved_model.pb"), "half");
        Files.writeString(
                Files.createDirectories(data.resolve("slices/cuts/.draft-3")).resolve("cut.json"), "{");

        FileModelRepository restarted = open();

        assertThat(Models.tree(data)).isEqualTo(before);
        assertThat(restarted.find(DIGITS)).isPresent();
    }

    @Test
    void leavesAloneWhatIsNoModel() throws Exception {
        Files.createDirectories(data.resolve("models/digits/latest"));
        Files.createDirectories(data.resolve("models/digits/01"));
        Files.createDirectories(data.resolve("models/no name/1"));
        Files.writeString(data.resolve("models/README"), "a file");

        assertThat(open().list()).isEmpty();
        assertThat(data.resolve("models/digits/latest")).exists();
    }

    @Test
    void tellsWhenTheDataFolderCannotBeUsed() throws Exception {
        Files.writeString(data.resolve("models"), "a file");

        assertThatIOException()
                .isThrownBy(() -> new FileModelRepository(new SavedModelReader(), ModelLimits.DEFAULT, data));
    }
}
