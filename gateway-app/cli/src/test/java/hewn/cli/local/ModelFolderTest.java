package hewn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hewn.cli.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir
    private Path models;

    @BeforeEach
    void makeVersions() throws Exception {
        for (String version : new String[] {"2", "10", "io", "007"}) {
            Files.createDirectories(models.resolve(version));
        }
    }

    @Test
    void takesTheGreatestNumber() throws Exception {
        ModelFolder found = ModelFolder.find(models, OptionalLong.empty());
        assertThat(found).isEqualTo(new ModelFolder(models.resolve("10"), OptionalLong.of(10)));
    }

    @Test
    void aFolderThatIsCalledByANumberIsThatVersion() throws Exception {
        Path two = models.resolve("2");
        Files.createFile(two.resolve("saved_model.pb"));
        assertThat(ModelFolder.find(two, OptionalLong.empty())).isEqualTo(new ModelFolder(two, OptionalLong.of(2)));
        Path io = models.resolve("io");
        Files.createFile(io.resolve("saved_model.pb"));
        assertThat(ModelFolder.find(io, OptionalLong.empty()).version()).isEmpty();
    }

    @Test
    void takesTheVersionThatIsAskedFor() throws Exception {
        assertThat(ModelFolder.find(models, OptionalLong.of(2)).folder()).isEqualTo(models.resolve("2"));
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> ModelFolder.find(models, OptionalLong.of(3)))
                .withMessageContaining("no version 3");
    }

    @Test
    void takesTheFolderItselfIfItHoldsAGraphOrNothingElseFits() throws Exception {
        Path empty = Files.createDirectory(models.resolve("empty"));
        assertThat(ModelFolder.find(empty, OptionalLong.empty()).folder()).isEqualTo(empty);
        Files.createFile(models.resolve("saved_model.pb"));
        assertThat(ModelFolder.find(models, OptionalLong.of(2)).folder()).isEqualTo(models);
    }

    @Test
    void refusesWhatIsNoFolder() throws Exception {
        Path file = Files.createFile(models.resolve("file"));
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> ModelFolder.find(file, OptionalLong.empty()))
                .withMessageContaining("not a folder")
                .matches(wrong -> wrong.exitStatus() == 2);
    }
}
