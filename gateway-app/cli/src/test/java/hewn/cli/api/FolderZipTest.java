package hewn.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderZipTest {
    @TempDir
    private Path temp;

    private static Map<String, String> unpack(FolderZip folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(folder.open(done -> {}))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes()));
            }
        }
        return files;
    }

    private Path model() throws IOException {
        Path model = Files.createDirectories(temp.resolve("model/variables")).getParent();
        Files.writeString(model.resolve("saved_model.pb"), "graph");
        Files.writeString(model.resolve("variables/variables.index"), "index");
        return model;
    }

    @Test
    void packsAllFiles() throws IOException {
        FolderZip folder = FolderZip.of(model());
        assertThat(unpack(folder)).isEqualTo(Map.of("saved_model.pb", "graph", "variables/variables.index", "index"));
        assertThat(folder.sizeBytes()).isEqualTo(10);
    }

    @Test
    void packsWhatLinksLeadTo() throws IOException {
        Path stored = Files.move(model().resolve("variables"), temp.resolve("stored"));
        Files.createSymbolicLink(temp.resolve("model/variables"), stored);
        Path latest = Files.createSymbolicLink(temp.resolve("latest"), temp.resolve("model"));
        assertThat(unpack(FolderZip.of(latest)))
                .isEqualTo(Map.of("saved_model.pb", "graph", "variables/variables.index", "index"));
    }

    @Test
    void refusesLinksThatLeadInACircle() throws IOException {
        Path model = model();
        Files.createSymbolicLink(model.resolve("self"), model);
        assertThatThrownBy(() -> FolderZip.of(model)).isInstanceOf(FileSystemLoopException.class);
    }
}
